import { ifVersion } from '@tradepost/aggregate/if-version';
import { updatePriceList as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { updatePriceList as update } from '../domain/price-list.ts';
import { toPriceList } from '../projections/to-contract.ts';

export const handler = http(route, (request) => updatePriceList(request, deps()));

/** Changes a price list, only if it is at a version that `If-Match` names. */
export async function updatePriceList(
  request: HttpRequest<typeof route>,
  { priceLists }: Pick<Deps, 'priceLists'>,
): Promise<HttpReply<typeof route>> {
  const { priceListId } = request.params;
  const command = ifVersion(request.ifMatch, update(request.body));
  const result = await priceLists.execute(priceListId, command, by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, priceListId } };
  if (result.state === undefined) throw new Error('a changed price list has a state');
  return { body: toPriceList(result.state, result.version), version: result.version };
}
