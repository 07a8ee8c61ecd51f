import { replay } from '@tradepost/aggregate/stored-commit';
import { getOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { order } from '../domain/order.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) => getOrder(request, { ...deps(), orderSeals: orderSeals() }));

/** Reads the event store, not the projection, so that an order can be read immediately after it was placed. */
export async function getOrder(
  { params: { orderId }, query: { at }, caller }: HttpRequest<typeof route>,
  { orders, orderSeals: seals }: Pick<Deps, 'orders'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const { version, state } = replay(order, await orders.history(orderId, at));
  if (!mayReach(caller, state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  return { body: await showOrder(state, version, { orderSeals: seals }, 'staff'), version };
}
