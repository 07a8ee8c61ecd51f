import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { PaymentEvent } from './payment-event.ts';
import type { PaymentState, TakenPayment } from './payment-state.ts';
import { type RefundFailedRejection, refundableMinor, refundFailed, refundSplit } from './refunds.ts';

export type VoidRejection =
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string }
  | RefundFailedRejection;

export type RequestedVoid = {
  readonly orderId: string;
  /** Id of the refund that is made if the payment is already captured. */
  readonly refundId: string;
};

/**
 * Voids a payment. A void that arrives before the authorization prevents it. A void that arrives after a capture releases the
 * rest of the hold, and refunds what is not refunded yet.
 */
export const voidPayment =
  ({ orderId, refundId }: RequestedVoid): Command<PaymentState, PaymentEvent, VoidRejection> =>
  (payment) => {
    if (payment.status !== 'none' && payment.orderId !== orderId) {
      return { rejection: { code: 'PAYMENT_MISMATCH', orderId: payment.orderId } };
    }
    switch (payment.status) {
      case 'none':
        return { events: [{ type: 'PaymentVoidedInAdvance', orderId }] };
      case 'authorizing':
      case 'pending':
      case 'authorized':
        return { events: [{ type: 'VoidRequested' }] };
      case 'partlyCaptured':
        return { events: [{ type: 'RemainderVoidRequested' }] };
      case 'capturing':
      case 'releasing':
      case 'voiding':
      case 'voided-in-advance':
      case 'declined':
      case 'voided':
        return { events: [] };
      case 'captured':
        return refundRest(payment, refundId);
      default:
        return payment satisfies never;
    }
  };

/** Refunds what is not refunded yet, once no other refund is pending. */
function refundRest(payment: TakenPayment, refundId: string): Decision<PaymentEvent, RefundFailedRejection> {
  const { orderId, captured, refunds } = payment;
  if (refunds.some(({ status }) => status === 'requested')) return { events: [] };
  const restMinor = refundableMinor(payment);
  if (restMinor === 0) return { events: [] };
  const earlier = refunds.find((each) => each.refundId === refundId);
  if (earlier !== undefined) return earlier.status === 'failed' ? refundFailed(earlier) : { events: [] };
  const amount = { ...captured, amountMinor: restMinor };
  const split = refundSplit(payment, restMinor);
  const reason = VOIDED_AFTER_CAPTURE;
  return { events: [{ type: 'RefundRequested', orderId, refundId, amount, reason, ...split }] };
}

const VOIDED_AFTER_CAPTURE = 'The payment was voided after its capture.';
