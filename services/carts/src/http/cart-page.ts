import type { CartSummary } from '@tradepost/contracts/carts/model';
import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { Page, PageQuery } from '../adapters/carts-table.ts';
import { isShown, toCartSummary } from '../projections/to-cart.ts';

type ListQuery = { readonly limit: number; readonly cursor?: string | undefined };

/** Reads the page of a list of carts that a query requests. */
export async function readCartPage(
  route: ListRoute,
  query: ListQuery,
  list: (query: PageQuery) => Promise<Page>,
): Promise<
  | { readonly body: { items: CartSummary[]; nextCursor?: string } }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const from = fromCursor(route, query, isPlace);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await list({ limit: query.limit, after: from.after });
  return {
    body: {
      items: items.flatMap(({ state, version }) =>
        isShown(state) && state.status !== 'merged' ? [toCartSummary({ state, version })] : [],
      ),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

/** Checks the format of a sort key: a time, and the id of a cart. */
function isPlace(text: string): boolean {
  return /^[\dT:.Z-]+#crt_[0-9A-Z]{26}$/.test(text);
}
