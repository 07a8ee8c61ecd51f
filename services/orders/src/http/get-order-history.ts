import { getOrderHistory as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import type { OrderEvent } from '../domain/order.ts';

export const handler = http(route, (request) => getOrderHistory(request, deps()));

/** Returns every event of an order, with its actor and time. */
export async function getOrderHistory(
  { params: { orderId } }: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const commits = await orders.history(orderId);
  if (commits.length === 0) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
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

/** Returns the event's data without the payment token, which a caller does not need. */
function dataOf(event: OrderEvent): Record<string, unknown> {
  const { type: _type, at: _at, ...data } = event;
  if ('paymentToken' in data) {
    const { paymentToken: _token, ...shown } = data;
    return shown;
  }
  return data;
}
