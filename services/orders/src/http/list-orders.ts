import { listOrders as route } from '@tradepost/contracts/orders/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => listOrders(request, deps()));

/** Lists orders, newest first, optionally by customer and status. The projection lags behind the event store. */
export async function listOrders(
  { query }: HttpRequest<typeof route>,
  { orderProjection }: Pick<Deps, 'orderProjection'>,
): Promise<HttpReply<typeof route>> {
  const { cursor: _cursor, ...wanted } = query;
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await orderProjection.list({ ...wanted, after: from.after });
  return {
    body: {
      items: [...items],
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** Checks the format of a `listingSort`: the time at which an order was placed, and its id. */
function isPlace(text: string): boolean {
  return /^[\dT:.Z-]+#ord_[0-9A-Z]{26}$/.test(text);
}
