import { getPriceList as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPriceList } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getPriceList(request, deps()));

/** Returns a price list. */
export async function getPriceList(
  { params: { priceListId } }: HttpRequest<typeof route>,
  { priceLists }: Pick<Deps, 'priceLists'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await priceLists.load(priceListId);
  if (state === undefined) return { rejection: { code: 'PRICE_LIST_NOT_FOUND', priceListId } };
  return { body: toPriceList(state, version), version };
}
