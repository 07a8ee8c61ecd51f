import type { Loaded } from '@tradepost/aggregate/store';
import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { TermsStore } from '../adapters/terms-store.ts';
import type { Terms } from '../domain/terms.ts';

/** Position in a list of terms: the time of their creation, and their id. */
const PLACE = /^[\dT:.Z-]+#[A-Za-z_0-9]{2,30}$/;

/**
 * Reads a page of terms, newest first.
 *
 * @param list name of the list; absent for the one of all
 * @returns the reply of the route: the page, or INVALID_CURSOR if the cursor is of another list
 */
export async function pageOfTerms<Facts extends Terms, Item>(
  route: ListRoute,
  query: { readonly limit: number; readonly cursor?: string | undefined },
  store: Pick<TermsStore<Facts>, 'page'>,
  toItem: (facts: Facts, version: number) => Item,
  list?: string,
): Promise<
  | { readonly body: { items: Item[]; nextCursor?: string } }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const from = fromCursor(route, query, (text) => PLACE.test(text));
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await store.page(query.limit, from.after, list);
  return {
    body: {
      items: items.map(({ state, version }: Loaded<Facts>) => toItem(state, version)),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
