import type { Command } from '@tradepost/aggregate/aggregate';
import { ifVersion } from '@tradepost/aggregate/if-version';
import type { Loaded } from '@tradepost/aggregate/store';
import type { Cart } from '@tradepost/contracts/carts/model';
import { by, type RequestOrigin } from '@tradepost/lambda/by';
import type { IfMatch } from '@tradepost/lambda/http/preconditions';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { CartDeps } from '../deps.ts';
import type { CartEvent, CartState } from '../domain/cart-shapes.ts';
import type { ReachedCart } from './reach-cart.ts';
import { type ShowDeps, showCart } from './show-cart.ts';

/** The part of a request that every change of a cart needs. */
export type ChangeRequest = RequestOrigin & {
  readonly params: { readonly cartId: string };
  readonly ifMatch: IfMatch | undefined;
  readonly logger: Logger;
};

export type ChangeDeps = ShowDeps & Pick<CartDeps, 'carts' | 'reservations'>;
export type NotFound = { readonly rejection: { readonly code: 'CART_NOT_FOUND'; readonly cartId: string } };
type Shown = { readonly body: Cart; readonly version: number };

/**
 * Executes a command on a cart that the caller reaches.
 *
 * @returns the cart after it, with its money and its problems
 */
export async function changeCart<Rejection extends { readonly code: string }>(
  request: ChangeRequest,
  reached: ReachedCart,
  command: Command<CartState, CartEvent, Rejection>,
  dependencies: ChangeDeps,
): Promise<
  | Shown
  | NotFound
  | {
      readonly rejection:
        | Rejection
        | { readonly code: 'PRECONDITION_FAILED'; readonly currentVersion: number };
    }
> {
  const { cartId } = request.params;
  if (reached === undefined) return cartNotFound(cartId);
  const changed = ifVersion(request.ifMatch, command);
  const result = await dependencies.carts.executeFrom(cartId, reached, changed, by(request));
  if ('rejection' in result) return result;
  await dependencies.reservations.keep(result, by(request), request.logger);
  return show(result, request, dependencies);
}

/** The reply with a cart as its owner sees it. */
export async function show(
  loaded: Loaded<CartState>,
  { logger }: Pick<ChangeRequest, 'logger'>,
  dependencies: ShowDeps,
): Promise<Shown> {
  return { body: await showCart(loaded, dependencies, logger), version: loaded.version };
}

/** The rejection for a cart that does not exist, or is another's. */
export function cartNotFound(cartId: string): NotFound {
  return { rejection: { code: 'CART_NOT_FOUND', cartId } };
}
