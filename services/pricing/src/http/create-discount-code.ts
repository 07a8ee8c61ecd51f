import { createDiscountCode as route } from '@tradepost/contracts/pricing/routes';
import { codeOf } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { normalizeCode } from '@tradepost/quote/promotion';
import type { Deps } from '../deps.ts';
import { distribute, shardsFor } from '../domain/discount-code.ts';
import { create } from '../domain/terms.ts';
import { toDiscountCode } from '../projections/to-contract.ts';
import { asCreated, type CreateIds, creating, toCreate } from './create-terms.ts';
import { findMissingPromotions } from './find-missing-promotions.ts';

export const handler = http(route, (request) => createDiscountCode(request, creating()));

/** Creates a code with its counters. A repeated request with the same Idempotency-Key gets the first response. */
export async function createDiscountCode(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'codes' | 'promotions'> & CreateIds,
): Promise<HttpReply<typeof route>> {
  const { body } = request;
  const missing = await findMissingPromotions(body.promotionIds, dependencies);
  if (missing.length > 0) return { rejection: { code: 'PROMOTION_NOT_FOUND', promotionIds: missing } };
  const { id, cause } = await toCreate('cod', request, dependencies);
  const shards = shardsFor(body.limit);
  const shardLimits = body.limit === undefined ? undefined : distribute(body.limit, Array(shards).fill(0));
  const given = {
    ...{ id, ...body, code: normalizeCode(body.code), status: 'active' as const, shards },
    ...(shardLimits === undefined ? {} : { shardLimits: [...shardLimits] }),
  };
  try {
    const result = await dependencies.codes.create(id, create(given), cause);
    if ('rejection' in result) return result;
    if (result.state === undefined) throw new Error('a created code has a state');
    const created = toDiscountCode(asCreated(given, result.state), 0, []);
    return { body: created, version: 0, location: `/v1/discount-codes/${id}` };
  } catch (error) {
    if (codeOf(error) !== 'CLAIM_TAKEN') throw error;
    return { rejection: { code: 'CODE_TAKEN', discountCode: given.code } };
  }
}
