import { getOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { evolve, noOrder } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = http(route, (request) => getOrder(request, deps()));

/** Reads the event store, not the projection, so that an order can be read immediately after it was placed. */
export async function getOrder(
  { params: { orderId }, query: { at } }: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const commits = await orders.history(orderId, at);
  const order = commits.flatMap(({ events }) => events).reduce(evolve, noOrder);
  if (order.status === 'none') return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const version = commits.length - 1;
  return { body: toOrder(order, version), version };
}
