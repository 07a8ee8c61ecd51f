import { ifVersion } from '@tradepost/aggregate/if-version';
import { updateDiscountCode as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { updateCode } from '../domain/discount-code.ts';
import { toDiscountCode } from '../projections/to-contract.ts';
import { findMissingPromotions } from './find-missing-promotions.ts';

export const handler = http(route, (request) => updateDiscountCode(request, deps()));

/** Changes a code, only if it is at a version that `If-Match` names. A limit below its uses is rejected. */
export async function updateDiscountCode(
  request: HttpRequest<typeof route>,
  { codes, promotions }: Pick<Deps, 'codes' | 'promotions'>,
): Promise<HttpReply<typeof route>> {
  const { discountCodeId } = request.params;
  const missing = await findMissingPromotions(request.body.promotionIds ?? [], { promotions });
  if (missing.length > 0) return { rejection: { code: 'PROMOTION_NOT_FOUND', promotionIds: missing } };
  const result = await codes.executeOnCounters(
    discountCodeId,
    (taken) => ifVersion(request.ifMatch, updateCode(request.body, taken)),
    by(request),
  );
  if ('rejection' in result) return { rejection: { ...result.rejection, discountCodeId } };
  const { state, version } = result;
  if (state === undefined) throw new Error('a changed code has a state');
  const counters = await codes.countersOf([state]);
  return { body: toDiscountCode(state, version, counters.get(discountCodeId) ?? []), version };
}
