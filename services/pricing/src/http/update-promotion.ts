import { ifVersion } from '@tradepost/aggregate/if-version';
import { updatePromotion as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { updatePromotion as update } from '../domain/promotion.ts';
import { toPromotion } from '../projections/to-contract.ts';
import { rejectPlaceTaken } from './reject-place-taken.ts';

export const handler = http(route, (request) => updatePromotion(request, deps()));

/** Changes a promotion, only if it is at a version that `If-Match` names. */
export async function updatePromotion(
  request: HttpRequest<typeof route>,
  { promotions }: Pick<Deps, 'promotions'>,
): Promise<HttpReply<typeof route>> {
  const { promotionId } = request.params;
  const command = ifVersion(request.ifMatch, update(request.body));
  const result = await rejectPlaceTaken(promotions.execute(promotionId, command, by(request)));
  if ('rejection' in result) return { rejection: { ...result.rejection, promotionId } };
  if (result.state === undefined) throw new Error('a changed promotion has a state');
  return { body: toPromotion(result.state, result.version), version: result.version };
}
