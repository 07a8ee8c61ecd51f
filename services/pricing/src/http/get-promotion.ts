import { getPromotion as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPromotion } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getPromotion(request, deps()));

/** Returns a promotion with the uses of its budget. */
export async function getPromotion(
  { params: { promotionId } }: HttpRequest<typeof route>,
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await promotions.load(promotionId);
  if (state === undefined) return { rejection: { code: 'PROMOTION_NOT_FOUND', promotionId } };
  const counts = await promotions.budgetCountsOf([state]);
  return { body: toPromotion(state, version, counts.get(promotionId)), version };
}
