import { listProducts as route } from '@tradepost/contracts/http/catalog';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { ALL_CATEGORIES, toListing } from '../views/listing.ts';
import { fromListingCursor, toListingCursor } from './listing-cursor.ts';

export const handler = http(route, (request) => listProducts(request, deps()));

/** A page of the products of a status, and of a category where one is named; newest first. */
export async function listProducts(
  { query: { status, category = ALL_CATEGORIES, limit, cursor } }: HttpRequest<typeof route>,
  { listings }: Deps,
): Promise<HttpReply<typeof route>> {
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
