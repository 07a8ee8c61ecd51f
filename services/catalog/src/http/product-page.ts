import type { Product, ProductStatus } from '@tradepost/contracts/models/product';
import { ALL_CATEGORIES, toListing } from '../views/listing.ts';
import type { ListingsTable } from '../views/listings-table.ts';
import { fromListingCursor, toListingCursor } from './listing-cursor.ts';

/**
 * Reads a page of one list of products.
 *
 * @returns the reply of a route that lists products: the page, or INVALID_CURSOR where the cursor is of another list
 */
export async function toPage(
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
  const { status, category = ALL_CATEGORIES, limit, cursor } = query;
  const listing = toListing(status, category);
  const after = cursor === undefined ? undefined : fromListingCursor(listing, cursor);
  if (cursor !== undefined && after === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await listings.page(listing, limit, after);
  return {
    body: {
      items: [...items],
      ...(next === undefined ? {} : { nextCursor: toListingCursor(listing, next) }),
    },
  };
}
