import { getMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) => getMyOrder(request, { ...deps(), orderSeals: orderSeals() }));

/** Returns an order of the signed-in customer. An order of another customer does not exist for them. */
export async function getMyOrder(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  { orders, orderSeals: seals }: Pick<Deps, 'orders'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const { version, state } = await orders.load(orderId);
  if (!mayReach(caller, state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  return { body: toCustomerOrder(await showOrder(state, version, { orderSeals: seals }, 'buyer')), version };
}
