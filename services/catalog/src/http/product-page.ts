import type { Product, ProductStatus } from '@tradepost/contracts/catalog/model';
import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { ListingsTable } from '../adapters/listings-table.ts';
import { ALL_CATEGORIES, isListingSort, toListing } from '../projections/to-listing-rows.ts';

/**
 * Reads a page of one list of products.
 *
 * @param route route of the list; a cursor is valid for one route and one filter
 * @returns the reply of the route: the page, or INVALID_CURSOR if the cursor is of another list
 */
export async function toPage(
  route: ListRoute,
  query: {
    readonly status: ProductStatus;
    readonly category?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
  listings: ListingsTable,
): Promise<
  | { readonly body: { items: Product[]; nextCursor?: string } }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const { status, category = ALL_CATEGORIES, limit } = query;
  const from = fromCursor(route, query, isListingSort);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await listings.page(toListing(status, category), limit, from.after);
  return {
    body: {
      items: [...items],
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
