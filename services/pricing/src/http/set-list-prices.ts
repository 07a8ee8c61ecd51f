import { ifVersion } from '@tradepost/aggregate/if-version';
import { setListPrices as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { setPrices } from '../domain/sku-prices.ts';
import { toListPrices } from '../projections/to-contract.ts';

export const handler = http(route, (request) => setListPrices(request, deps()));

/** Sets the prices of a SKU in a price list. The list may end meanwhile: its prices then count nowhere. */
export async function setListPrices(
  request: HttpRequest<typeof route>,
  { priceLists, prices, now }: Pick<Deps, 'priceLists' | 'prices' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const { priceListId, sku } = request.params;
  const { state: list } = await priceLists.load(priceListId);
  if (list === undefined) return { rejection: { code: 'PRICE_LIST_NOT_FOUND', priceListId } };
  if (list.status === 'ended') return { rejection: { code: 'PRICE_LIST_ENDED', priceListId } };
  const command = ifVersion(request.ifMatch, setPrices(priceListId, request.body.tiers), {
    isRepeatable: true,
  });
  const result = await prices.execute(sku, command, by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, sku } };
  const { state, version } = result;
  const listed = state.lists.find((each) => each.priceListId === priceListId);
  // Prices that were never set and are to be removed: nothing is stored.
  const { tiers, updatedAt } = listed ?? { tiers: [], updatedAt: now() };
  return {
    body: toListPrices(priceListId, { sku, tiers, version: Math.max(version, 0), updatedAt }),
    version: Math.max(version, 0),
  };
}
