import { ifVersion } from '@tradepost/aggregate/if-version';
import { by } from '@tradepost/lambda/by';
import { drop } from '../domain/end.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound, show } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';

/** Deletes a cart. The response has it as it was before, without the stock that it held. */
export async function dropCart(request: ChangeRequest, reached: ReachedCart, dependencies: ChangeDeps) {
  const { cartId } = request.params;
  if (reached === undefined) return cartNotFound(cartId);
  const command = ifVersion(request.ifMatch, drop());
  const result = await dependencies.carts.executeFrom(cartId, reached, command, by(request));
  if ('rejection' in result) return result;
  await dependencies.reservations.release(reached.state, result.version, by(request), request.logger);
  return show(reached, request, dependencies);
}
