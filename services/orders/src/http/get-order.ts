import { replay } from '@tradepost/aggregate/stored-commit';
import { getOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { order } from '../domain/order.ts';
import { toOrder } from '../projections/to-order.ts';

export const handler = http(route, (request) => getOrder(request, deps()));

/** Reads the event store, not the projection, so that an order can be read immediately after it was placed. */
export async function getOrder(
  { params: { orderId }, query: { at }, caller }: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const { version, state } = replay(order, await orders.history(orderId, at));
  if (!mayReach(caller, state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  return { body: toOrder(state, version), version };
}
