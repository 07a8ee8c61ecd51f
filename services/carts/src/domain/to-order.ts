import type { Quote } from '@tradepost/quote/quote';
import type { SubmittedCart } from './cart-shapes.ts';
import { codesIn } from './check-cart.ts';
import { paymentIdOf, reservationIdOf } from './ids.ts';

/** Data of the command `PlaceOrder` of orders. */
export type OrderToPlace = {
  readonly orderId: string;
  readonly cartId: string;
  readonly reservationId: string;
  readonly paymentId: string;
  readonly quote: Quote;
  readonly submittedAt: string;
  readonly codes: readonly string[];
  readonly customerKey: string;
  readonly customerId?: string | undefined;
  readonly subjectId: string;
  readonly sealed: {
    readonly contact: string;
    readonly invoice: string;
    readonly billing?: string | undefined;
  };
  readonly emailHash?: string | undefined;
  readonly ipHash?: string | undefined;
  readonly country: string;
  readonly sealedPaymentToken?: string | undefined;
  readonly placedBy: { readonly kind: 'customer' | 'guest'; readonly id: string };
  readonly locale?: string | undefined;
  readonly purchaseOrderNumber?: string | undefined;
};

/** The order of a submitted cart. It follows from the cart alone, so a repeat sends the same. */
export function toOrder(cart: SubmittedCart): OrderToPlace {
  const { cartId, customerId, person, checkout, submission } = cart;
  if (person === undefined) throw new Error(`${cartId} was submitted without a person`);
  const {
    orderId,
    at: submittedAt,
    fingerprint: _fingerprint,
    keyHash: _keyHash,
    ipHash,
    subjectId = person.subjectId,
    ...order
  } = submission;
  return {
    ...{ orderId, cartId, reservationId: reservationIdOf(orderId), paymentId: paymentIdOf(orderId) },
    ...{ quote: checkout.quote, submittedAt, codes: codesIn(checkout.quote) },
    ...{ customerKey: customerId ?? person.emailHash, subjectId },
    ...order,
    ...(customerId === undefined
      ? {
          emailHash: person.emailHash,
          ...(ipHash === undefined ? {} : { ipHash }),
          placedBy: { kind: 'guest', id: 'guest' },
        }
      : { customerId, placedBy: { kind: 'customer', id: customerId } }),
  };
}
