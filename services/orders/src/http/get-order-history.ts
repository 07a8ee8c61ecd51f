import { replay } from '@tradepost/aggregate/stored-commit';
import { getOrderHistory as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { type OrderEvent, order } from '../domain/order.ts';

export const handler = http(route, (request) => getOrderHistory(request, deps()));

/** Returns every event of an order, with its actor and time. */
export async function getOrderHistory(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const commits = await orders.history(orderId);
  if (!mayReach(caller, replay(order, commits).state))
    return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const items = commits.flatMap(({ version, actor, correlationId, events }) =>
    events.map((event) => ({
      version,
      actor,
      correlationId,
      type: event.type,
      at: event.at,
      data: dataOf(event),
    })),
  );
  return { body: { orderId, items } };
}

/** Returns the event's data without the payment token and the hashes of a guest, which a caller does not need. */
function dataOf(event: OrderEvent): Record<string, unknown> {
  const { type: _type, at: _at, ...data } = event;
  const {
    paymentToken: _token,
    emailHash: _emailHash,
    ipHash: _ipHash,
    ...shown
  }: Record<string, unknown> = data;
  return shown;
}
