import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { OrderQuery } from '../adapters/order-projection.ts';
import type { Deps } from '../deps.ts';
import type { SealedOrder } from '../projections/to-order.ts';

type ListQuery = Omit<OrderQuery, 'after' | 'placedByMachine'> & { readonly cursor?: string | undefined };

/**
 * Reads the page of a list of orders that a query requests. The projection lags behind the event store.
 *
 * @param owner the orders that the caller reaches: part of what is read, but not of the cursor
 */
export async function readOrderPage(
  route: ListRoute,
  query: ListQuery,
  owner: Pick<OrderQuery, 'customerId' | 'placedByMachine'>,
  { orderProjection }: Pick<Deps, 'orderProjection'>,
): Promise<
  | { readonly items: readonly SealedOrder[]; readonly nextCursor?: string }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const { cursor: _cursor, ...wanted } = query;
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await orderProjection.list({ ...wanted, ...owner, after: from.after });
  return { items, ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }) };
}

/** Checks the format of a `listingSort`: the time at which an order was placed, and its id. */
function isPlace(text: string): boolean {
  return /^[\dT:.Z-]+#ord_[0-9A-Z]{26}$/.test(text);
}
