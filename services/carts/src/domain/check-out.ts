import type { Command } from '@tradepost/aggregate/aggregate';
import type { Quote } from '@tradepost/quote/quote';
import type { CartEvent, CartState } from './cart-shapes.ts';
import { changing } from './changeable.ts';

/**
 * Gives a cart the quote that was computed for it. The caller names the version of the cart that it was computed from (`ifVersion`).
 *
 * @param reservationId of the stock that is held for it; undefined if none is
 */
export const beginCheckout = (quote: Quote, reservationId?: string) =>
  changing(() => ({
    events: [{ type: 'CheckoutBegun', quote, ...(reservationId === undefined ? {} : { reservationId }) }],
  }));

/** Ends a checkout whose quote has expired. A cart that was submitted or changed before stays as it is. */
export const expireCheckout =
  (): Command<CartState, CartEvent> =>
  (cart, { at }) =>
    cart.status === 'checkingOut' && isExpired(cart.checkout.quote, at)
      ? { events: [{ type: 'CheckoutExpired' }] }
      : { events: [] };

/** Returns true from the time on at which a quote can be submitted no more. */
export function isExpired({ expiresAt }: Pick<Quote, 'expiresAt'>, at: string): boolean {
  return Date.parse(at) >= Date.parse(expiresAt);
}
