import { ifVersion } from '@tradepost/aggregate/if-version';
import { updatePromotion as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { updatePromotion as update } from '../domain/promotion.ts';
import { toPromotion } from '../projections/to-contract.ts';
import { rejectPlaceTaken } from './reject-place-taken.ts';

export const handler = http(route, (request) => updatePromotion(request, deps()));

/** Changes a promotion, only if it is at a version that `If-Match` names. A budget below what orders take is rejected. */
export async function updatePromotion(
  request: HttpRequest<typeof route>,
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<HttpReply<typeof route>> {
  const { promotionId } = request.params;
  const { body } = request;
  const result = await rejectPlaceTaken(
    promotions.executeOnBudget(
      promotionId,
      body.budgetMinor === undefined ? undefined : { budgetMinor: body.budgetMinor ?? {} },
      (taken) => ifVersion(request.ifMatch, update(body, taken)),
      by(request),
    ),
  );
  if ('rejection' in result) return { rejection: { ...result.rejection, promotionId } };
  if (result.state === undefined) throw new Error('a changed promotion has a state');
  const { state, version } = result;
  const counts = await promotions.budgetCountsOf([state]);
  return { body: toPromotion(state, version, counts.get(promotionId)), version };
}
