import { listOrders as route } from '@tradepost/contracts/http/orders';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => listOrders(request, deps()));

/** Lists orders by customer, by status, by both or all, newest first. The projection lags behind the event store. */
export async function listOrders(
  { query: { cursor, ...query } }: HttpRequest<typeof route>,
  { views }: Pick<Deps, 'views'>,
): Promise<HttpReply<typeof route>> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  if (cursor !== undefined && after === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await views.list({ ...query, after });
  return { body: { items: [...items], ...(next === undefined ? {} : { nextCursor: toCursor(next) }) } };
}
