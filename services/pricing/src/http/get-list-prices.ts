import { getListPrices as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toListPrices } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getListPrices(request, deps()));

/** Returns the prices of a SKU in a price list. */
export async function getListPrices(
  { params: { priceListId, sku } }: HttpRequest<typeof route>,
  { priceLists, prices }: Pick<Deps, 'priceLists' | 'prices'>,
): Promise<HttpReply<typeof route>> {
  const [list, { state, version }] = await Promise.all([priceLists.load(priceListId), prices.load(sku)]);
  if (list.state === undefined) return { rejection: { code: 'PRICE_LIST_NOT_FOUND', priceListId } };
  const listed = state.lists.find((each) => each.priceListId === priceListId);
  if (listed === undefined || listed.tiers.length === 0)
    return { rejection: { code: 'PRICE_NOT_FOUND', priceListId, sku } };
  return { body: toListPrices(priceListId, { sku, version, ...listed }), version };
}
