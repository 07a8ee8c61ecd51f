import { listMyOrders as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { readOrderPage } from './order-page.ts';
import { type ShowDeps, showOrders } from './show-orders.ts';

export const handler = http(route, (request) =>
  listMyOrders(request, { ...deps(), orderSeals: orderSeals() }),
);

/** Lists the orders of the signed-in customer, newest first, optionally by status. */
export async function listMyOrders(
  { query, caller: { customerId } }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orderProjection'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const page = await readOrderPage(route, query, { customerId }, dependencies);
  if ('rejection' in page) return page;
  const shown = await showOrders(page.items, dependencies, 'buyer');
  return { body: { ...page, items: shown.map(toCustomerOrder) } };
}
