import { getDiscountCode as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toDiscountCode } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getDiscountCode(request, deps()));

/** Returns a code with its uses. Its ETag is the version of its rules: uses do not change it. */
export async function getDiscountCode(
  { params: { discountCodeId } }: HttpRequest<typeof route>,
  { codes }: Pick<Deps, 'codes'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await codes.load(discountCodeId);
  if (state === undefined) return { rejection: { code: 'DISCOUNT_CODE_NOT_FOUND', discountCodeId } };
  const counters = await codes.countersOf([state]);
  return { body: toDiscountCode(state, version, counters.get(discountCodeId) ?? []), version };
}
