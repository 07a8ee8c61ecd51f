import { listPriceLists as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPriceList } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listPriceLists(request, deps()));

/** Returns a page of price lists, newest first. */
export async function listPriceLists(
  { query }: HttpRequest<typeof route>,
  { priceLists }: Pick<Deps, 'priceLists'>,
): Promise<HttpReply<typeof route>> {
  return pageOfTerms(route, query, priceLists, toPriceList);
}
