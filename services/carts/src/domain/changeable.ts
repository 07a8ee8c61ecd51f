import type { Command, CommandContext, Decision, NewEvent } from '@tradepost/aggregate/aggregate';
import { cart, isOpen } from './cart.ts';
import type { CartEvent, CartState, OpenCart } from './cart-shapes.ts';
import { MAX_CART_BYTES } from './limits.ts';

/** Rejections of every change of a cart. */
export type ChangeRejection =
  | { readonly code: 'CART_NOT_FOUND' }
  | { readonly code: 'CART_SUBMITTED'; readonly orderId: string }
  | { readonly code: 'CART_MERGED'; readonly mergedInto: string }
  | { readonly code: 'CART_TOO_LARGE'; readonly maxLines?: number; readonly maxBytes?: number };

/**
 * Makes a command of a decision about a cart that can be changed. In every other state it is rejected, and if the cart would be
 * larger than one cart can be.
 */
export const changing =
  <Rejection extends { readonly code: string } = never>(
    decide: (open: OpenCart, context: CommandContext) => Decision<CartEvent, Rejection>,
  ): Command<CartState, CartEvent, Rejection | ChangeRejection> =>
  (state, context) => {
    if (!isOpen(state)) return { rejection: rejectionOf(state) };
    const decision = decide(state, context);
    if ('rejection' in decision) return decision;
    return ifNotTooLarge(state, decision, context);
  };

/** The decision, or the rejection if the cart would be larger than one cart can be after its events. */
export function ifNotTooLarge(
  state: CartState,
  decision: { readonly events: readonly NewEvent<CartEvent>[] },
  { at }: Pick<CommandContext, 'at'>,
): Decision<CartEvent, TooManyBytes> {
  const after = decision.events
    .map((event) => ({ ...event, at }) as CartEvent)
    .reduce<CartState>(cart.evolve, state);
  return Buffer.byteLength(JSON.stringify(after)) > MAX_CART_BYTES
    ? { rejection: { code: 'CART_TOO_LARGE', maxBytes: MAX_CART_BYTES } }
    : decision;
}

type TooManyBytes = { readonly code: 'CART_TOO_LARGE'; readonly maxBytes: number };

/** The rejection of a change in a state in which there can be none. */
export function rejectionOf(state: Exclude<CartState, OpenCart>): ChangeRejection {
  switch (state.status) {
    case 'none':
    case 'dropped':
    case 'erased':
      return { code: 'CART_NOT_FOUND' };
    case 'submitting':
    case 'submitted':
      return { code: 'CART_SUBMITTED', orderId: state.submission.orderId };
    case 'merged':
      return { code: 'CART_MERGED', mergedInto: state.mergedInto };
    default:
      return state satisfies never;
  }
}
