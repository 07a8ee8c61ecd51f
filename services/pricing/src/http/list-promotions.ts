import { listPromotions as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPromotion } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listPromotions(request, deps()));

/** Returns a page of promotions, newest first. */
export async function listPromotions(
  { query }: HttpRequest<typeof route>,
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<HttpReply<typeof route>> {
  return pageOfTerms(route, query, promotions, toPromotion);
}
