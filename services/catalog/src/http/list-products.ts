import { listProducts as route } from '@tradepost/contracts/http/catalog';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { ALL_CATEGORIES, isListingSort, toListing } from '../views/listing.ts';

export const handler = http(route, (request) => listProducts(request, deps()));

/** A page of the products of a status, and of a category if one is named; newest first. */
export async function listProducts(
  { query }: HttpRequest<typeof route>,
  { listings }: Deps,
): Promise<HttpReply<typeof route>> {
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
