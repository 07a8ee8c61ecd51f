import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { CapturedPayment, PaymentEvent, PaymentState } from './payment.ts';
import { type RefundFailedRejection, refundedMoney, refundFailed } from './refunds.ts';

export type VoidRejection =
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string }
  | RefundFailedRejection;

export type RequestedVoid = {
  readonly orderId: string;
  /** Id of the refund that is made if the payment is already captured. */
  readonly refundId: string;
};

/**
 * Voids a payment. A void that arrives before the authorization prevents it. A void that arrives after the capture refunds
 * what is not refunded yet.
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
      case 'authorized':
        return { events: [{ type: 'VoidRequested' }] };
      case 'capturing':
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
function refundRest(
  { orderId, captured, refunds }: CapturedPayment,
  refundId: string,
): Decision<PaymentEvent, RefundFailedRejection> {
  if (refunds.some(({ status }) => status === 'requested')) return { events: [] };
  const restMinor = captured.amountMinor - refundedMoney(captured.currency, refunds).amountMinor;
  if (restMinor === 0) return { events: [] };
  const failed = refunds.find((each) => each.refundId === refundId);
  if (failed !== undefined) return refundFailed(failed);
  const amount = { ...captured, amountMinor: restMinor };
  return { events: [{ type: 'RefundRequested', orderId, refundId, amount, reason: VOIDED_AFTER_CAPTURE }] };
}

const VOIDED_AFTER_CAPTURE = 'The payment was voided after its capture.';
