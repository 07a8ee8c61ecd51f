import type { Command } from '@tradepost/aggregate/aggregate';
import type { Quote } from '@tradepost/quote/quote';
import { isOpen, isSubmitted } from './cart.ts';
import type { CartEvent, CartState, RejectedOrder, Submission } from './cart-shapes.ts';
import { type ChangeRejection, rejectionOf } from './changeable.ts';
import { isExpired } from './check-out.ts';
import { orderIdOf } from './ids.ts';
import { MAX_ORDERS } from './limits.ts';

export type SubmitRejection =
  | ChangeRejection
  | { readonly code: 'QUOTE_EXPIRED' }
  | { readonly code: 'PAYMENT_TOKEN_REQUIRED' }
  | { readonly code: 'IDEMPOTENCY_KEY_REUSED' };

/** Facts of a submit before it is decided. */
export type RequestedSubmission = Omit<Submission, 'at'>;

/**
 * Submits a cart with the quote that was shown: this write decides, against an expiry, a change and another submit. A cart that
 * was submitted before keeps its order, whatever the repeat has. A quote whose order was rejected is not submitted again.
 */
export const submit =
  (quoteId: string, requested: RequestedSubmission): Command<CartState, CartEvent, SubmitRejection> =>
  (cart, { at }) => {
    if (submissionsOf(cart).some((before) => isKeyReused(before, requested))) return KEY_REUSED;
    if (isSubmitted(cart) || rejectedOrderOf(cart, quoteId) !== undefined) return { events: [] };
    if (!isOpen(cart)) return { rejection: rejectionOf(cart) };
    const quote = quoteOf(cart, quoteId, at);
    // The seals and the token of a submit are of one order.
    if (quote === undefined || requested.orderId !== orderIdOf(cart))
      return { rejection: { code: 'QUOTE_EXPIRED' } };
    if (quote.totals.dueMinor > 0 && requested.sealedPaymentToken === undefined)
      return { rejection: { code: 'PAYMENT_TOKEN_REQUIRED' } };
    return { events: [{ type: 'CartSubmitted', submission: { ...requested, at } }] };
  };

const KEY_REUSED = { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } } as const;

/** Returns the quote of a cart that has this id and can be submitted at a time. */
export function quoteOf(cart: CartState, quoteId: string, at: string): Quote | undefined {
  if (cart.status !== 'checkingOut') return undefined;
  const { quote } = cart.checkout;
  return quote.id === quoteId && !isExpired(quote, at) ? quote : undefined;
}

/** Returns the rejected order of a cart that had this quote. */
export function rejectedOrderOf(cart: CartState, quoteId: string): RejectedOrder | undefined {
  return 'rejectedOrders' in cart
    ? cart.rejectedOrders?.find((rejected) => rejected.quoteId === quoteId)
    : undefined;
}

/** Records that orders has accepted the order. A repeat changes nothing, nor does one that is late: the cart has another order. */
export const acceptOrder =
  (order: {
    readonly orderId: string;
    readonly orderNumber?: string | undefined;
    readonly status: string;
  }): Command<CartState, CartEvent> =>
  (cart) => {
    if (!isSubmitting(cart, order.orderId)) return { events: [] };
    const { orderNumber, status } = order;
    return {
      events: [{ type: 'OrderAccepted', ...(orderNumber === undefined ? {} : { orderNumber }), status }],
    };
  };

/** Records that orders has rejected the order: the cart can be changed again. */
export const rejectSubmission =
  (orderId: string, code: string): Command<CartState, CartEvent> =>
  (cart) =>
    isSubmitting(cart, orderId) ? { events: [{ type: 'SubmissionRejected', code }] } : { events: [] };

type RejectedPlacing = {
  readonly orderId: string;
  readonly orderNumber?: string | undefined;
  readonly code: string;
};

/**
 * Opens a cart again whose order was rejected after it was placed: its payment was declined, or its stock or codes were gone. It can be
 * changed and submitted again, unless it has had as many orders as a cart can have. An event that is late changes nothing: the cart
 * has another order. None can be early: the cart is written before its order is placed.
 */
export const reopen =
  ({ orderId, code, orderNumber }: RejectedPlacing): Command<CartState, CartEvent> =>
  (cart) =>
    isSubmitted(cart) &&
    cart.submission.orderId === orderId &&
    (cart.rejectedOrders ?? []).length + 1 < MAX_ORDERS
      ? {
          events: [
            { type: 'CartReopened', orderId, ...(orderNumber === undefined ? {} : { orderNumber }), code },
          ],
        }
      : { events: [] };

function isSubmitting(cart: CartState, orderId: string): boolean {
  return cart.status === 'submitting' && cart.submission.orderId === orderId;
}

type Identified = Pick<Submission, 'keyHash' | 'fingerprint'>;

function submissionsOf(cart: CartState): readonly Identified[] {
  const rejected = 'rejectedOrders' in cart ? (cart.rejectedOrders ?? []) : [];
  return isSubmitted(cart) ? [...rejected, cart.submission] : rejected;
}

function isKeyReused(before: Identified, { keyHash, fingerprint }: Identified): boolean {
  return keyHash !== undefined && keyHash === before.keyHash && fingerprint !== before.fingerprint;
}
