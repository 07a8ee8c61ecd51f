import { listListPrices as route } from '@tradepost/contracts/pricing/routes';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toListPrices } from '../projections/to-contract.ts';

export const handler = http(route, (request) => listListPrices(request, deps()));

/** Returns a page of the prices of a price list, by SKU. */
export async function listListPrices(
  { params: { priceListId }, query }: HttpRequest<typeof route>,
  { priceLists, prices }: Pick<Deps, 'priceLists' | 'prices'>,
): Promise<HttpReply<typeof route>> {
  // A cursor is valid for one list: its digest contains the id.
  const filter = { ...query, priceListId };
  const from = fromCursor(route, filter, (place) => place.length > 0);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { state } = await priceLists.load(priceListId);
  if (state === undefined) return { rejection: { code: 'PRICE_LIST_NOT_FOUND', priceListId } };
  const { items, next } = await prices.pageOfList(priceListId, query.limit, from.after);
  return {
    body: {
      items: items.map((each) => toListPrices(priceListId, each)),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, filter, next) }),
    },
  };
}
