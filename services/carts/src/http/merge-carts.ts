import { ifVersion } from '@tradepost/aggregate/if-version';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { by } from '@tradepost/lambda/by';
import type { CartHolder, Customer } from '@tradepost/lambda/http/caller';
import type { GuestDeps } from '../deps.ts';
import { isOpen } from '../domain/cart.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import { type MergeStrategy, mergeAway, mergeIn } from '../domain/merge.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound, show } from './change-cart.ts';
import { reachGuestCart, reachMyCart } from './reach-cart.ts';

type MergeRequest = ChangeRequest & {
  readonly caller: Customer;
  readonly body: Pick<CartHolder, 'cartToken'> & {
    readonly cartId: string;
    readonly strategy: MergeStrategy;
  };
};

/**
 * Moves the lines and codes of a guest's cart into one of the customer. Both carts are written in one transaction: no line is lost,
 * and none is in both.
 */
export async function mergeCarts(
  request: MergeRequest,
  dependencies: ChangeDeps & Pick<GuestDeps, 'cartTokens'>,
) {
  const { carts } = dependencies;
  const { params, body, caller, ifMatch } = request;
  const merged = await retryOnConflict(async () => {
    const [target, source] = await Promise.all([
      reachMyCart(params.cartId, caller, dependencies),
      reachGuestCart(body.cartId, body, dependencies),
    ]);
    if (target === undefined) return cartNotFound(params.cartId);
    if (source === undefined) return cartNotFound(body.cartId);
    const { state } = source;
    // A repeat.
    if (state.status === 'merged' && state.mergedInto === params.cartId) return target;
    if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
    const at = dependencies.now();
    const into = ifVersion(ifMatch, mergeIn(state, body.strategy));
    const decision = into(target.state, { version: target.version, at });
    if ('rejection' in decision) return decision;
    const away = mergeAway(params.cartId)(state, { version: source.version, at });
    if ('rejection' in away) throw new Error(`${body.cartId} cannot be merged: ${away.rejection.code}`);
    const commit = carts.prepare(target, decision.events, by(request));
    await carts.commitBoth([
      { id: params.cartId, commit },
      { id: body.cartId, commit: carts.prepare(source, away.events, by(request)) },
    ]);
    return { source, state: commit.state, version: target.version + 1, events: commit.events };
  });
  if ('rejection' in merged) return merged;
  if ('events' in merged) {
    const { source } = merged;
    const { reservations } = dependencies;
    await reservations.release(source.state, source.version + 1, by(request), request.logger);
    await reservations.keep(merged, by(request), request.logger);
  }
  return show(merged, request, dependencies);
}
