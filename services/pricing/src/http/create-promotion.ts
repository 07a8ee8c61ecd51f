import { createPromotion as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { createPromotion as create } from '../domain/promotion.ts';
import { toPromotion } from '../projections/to-contract.ts';
import { asCreated, type CreateIds, creating, toCreate } from './create-terms.ts';
import { rejectPlaceTaken } from './reject-place-taken.ts';

export const handler = http(route, (request) => createPromotion(request, creating()));

/** Creates a promotion. A repeated request with the same Idempotency-Key gets the first response. */
export async function createPromotion(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'promotions'> & CreateIds,
): Promise<HttpReply<typeof route>> {
  const { id, cause } = await toCreate('prm', request, dependencies);
  const given = { id, ...request.body };
  const result = await rejectPlaceTaken(dependencies.promotions.create(id, create(given), cause));
  if ('rejection' in result) return result;
  if (result.state === undefined) throw new Error('a created promotion has a state');
  const body = toPromotion(asCreated(given, result.state), 0);
  return { body, version: 0, location: `/v1/promotions/${id}` };
}
