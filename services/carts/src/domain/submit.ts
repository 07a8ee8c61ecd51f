import type { Command } from '@tradepost/aggregate/aggregate';
import type { Quote } from '@tradepost/quote/quote';
import { isOpen } from './cart.ts';
import type { CartEvent, CartState, Submission, SubmittedCart } from './cart-shapes.ts';
import { type ChangeRejection, rejectionOf } from './changeable.ts';
import { isExpired } from './check-out.ts';

export type SubmitRejection =
  | ChangeRejection
  | { readonly code: 'QUOTE_EXPIRED' }
  | { readonly code: 'PAYMENT_TOKEN_REQUIRED' }
  | { readonly code: 'IDEMPOTENCY_KEY_REUSED' };

/** Facts of a submit before it is decided. */
export type RequestedSubmission = Omit<Submission, 'at'>;

/**
 * Submits a cart with the quote that was shown: this write decides, against an expiry, a change and another submit. A cart that
 * was submitted before keeps its order, whatever the repeat has.
 */
export const submit =
  (quoteId: string, requested: RequestedSubmission): Command<CartState, CartEvent, SubmitRejection> =>
  (cart, { at }) => {
    if (isSubmitted(cart)) return isKeyReused(cart, requested) ? KEY_REUSED : { events: [] };
    if (!isOpen(cart)) return { rejection: rejectionOf(cart) };
    const quote = quoteOf(cart, quoteId, at);
    if (quote === undefined) return { rejection: { code: 'QUOTE_EXPIRED' } };
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

/** Records that orders has accepted the order. A repeat changes nothing. */
export const acceptOrder =
  (order: {
    readonly orderNumber?: string | undefined;
    readonly status: string;
  }): Command<CartState, CartEvent> =>
  (cart) => {
    if (cart.status !== 'submitting') return { events: [] };
    const { orderNumber, status } = order;
    return {
      events: [{ type: 'OrderAccepted', ...(orderNumber === undefined ? {} : { orderNumber }), status }],
    };
  };

/** Records that orders has rejected the order: the cart can be changed again. */
export const rejectSubmission =
  (code: string): Command<CartState, CartEvent> =>
  (cart) =>
    cart.status === 'submitting' ? { events: [{ type: 'SubmissionRejected', code }] } : { events: [] };

/** Returns true if a cart was submitted, with its order accepted or not yet. */
export function isSubmitted(cart: CartState): cart is SubmittedCart {
  return cart.status === 'submitting' || cart.status === 'submitted';
}

function isKeyReused({ submission }: SubmittedCart, { keyHash, fingerprint }: RequestedSubmission): boolean {
  return keyHash !== undefined && keyHash === submission.keyHash && fingerprint !== submission.fingerprint;
}
