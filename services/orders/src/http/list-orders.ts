import { listOrders as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { OrderFilter } from '../adapters/order-projection.ts';
import { type Deps, deps, orderSeals } from '../deps.ts';
import type { SealedOrder } from '../projections/to-order.ts';
import { readOrderPage } from './order-page.ts';
import { type ShowDeps, showOrders } from './show-orders.ts';

export const handler = http(route, (request) => listOrders(request, { ...deps(), orderSeals: orderSeals() }));

/** Lists orders, newest first, optionally with filters. A machine with the reach `own` gets those that it placed. */
export async function listOrders(
  { query, caller }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orderProjection' | 'orderNumbers'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const isLimited = caller.kind === 'machine' && caller.reach === 'own';
  const owner = isLimited ? { placedByMachine: caller.id } : {};
  const { orderNumber, ...filters } = query;
  if (orderNumber !== undefined) {
    const found = await findByNumber(orderNumber, { ...filters, ...owner }, dependencies);
    return { body: { items: [...(await showOrders(found, dependencies, 'staff'))] } };
  }
  const page = await readOrderPage(route, filters, owner, dependencies);
  if ('rejection' in page) return page;
  return { body: { ...page, items: [...(await showOrders(page.items, dependencies, 'staff'))] } };
}

/** A number has one order, or none: a list of it has one page. */
async function findByNumber(
  orderNumber: string,
  filter: OrderFilter,
  { orderNumbers, orderProjection }: Pick<Deps, 'orderProjection' | 'orderNumbers'>,
): Promise<readonly SealedOrder[]> {
  const orderId = await orderNumbers.find(orderNumber);
  const order = orderId === undefined ? undefined : await orderProjection.find(orderId, filter);
  return order?.orderNumber === orderNumber ? [order] : [];
}
