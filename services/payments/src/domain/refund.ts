import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import { isSameMoney, type Money } from '@tradepost/money/money';
import type { PaymentEvent } from './payment-event.ts';
import type { PaymentState, TakenPayment } from './payment-state.ts';
import {
  disputedMoney,
  type RefundFailedRejection,
  refundableMinor,
  refundedMoney,
  refundFailed,
  refundSplit,
} from './refunds.ts';

/** A payment's events are all read on each load, so their number must be bounded. */
export const MAX_REFUNDS = 50;

export type RefundRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'AMOUNT_NOT_POSITIVE' }
  | {
      readonly code: 'PAYMENT_NOT_CAPTURED';
      readonly status: 'authorizing' | 'pending' | 'authorized' | 'declined' | 'voiding' | 'voided';
    }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string }
  | {
      readonly code: 'AMOUNT_EXCEEDS_CAPTURED';
      readonly captured: Money;
      readonly refunded: Money;
      readonly disputed: Money;
    }
  | { readonly code: 'REFUND_LIMIT_EXCEEDED'; readonly limit: Money; readonly refunded: Money }
  | { readonly code: 'REFUND_MISMATCH'; readonly refundId: string; readonly amount: Money }
  | { readonly code: 'TOO_MANY_REFUNDS'; readonly maxRefunds: number }
  | RefundFailedRejection;

export type RequestedRefund = {
  readonly refundId: string;
  readonly amount: Money;
  readonly reason?: string | undefined;
  /** Limit of all refunds of the payment together, for who has one, in minor units. */
  readonly maxMinor?: number | undefined;
};

/**
 * Refunds a captured payment, in whole or in part. A pending capture is finished first. An amount that is in dispute, or was lost
 * in one, is not refunded, too: the customer has it from the bank.
 */
export const refund =
  (requested: RequestedRefund): Command<PaymentState, PaymentEvent, RefundRejection> =>
  (payment) => {
    switch (payment.status) {
      case 'none':
        return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
      case 'capturing':
      case 'releasing':
        return { events: [] };
      case 'partlyCaptured':
      case 'captured':
        return refundCaptured(payment, requested);
      case 'voided-in-advance':
        // The API has no status of its own for a payment that was voided in advance.
        return { rejection: { code: 'PAYMENT_NOT_CAPTURED', status: 'voided' } };
      case 'authorizing':
      case 'pending':
      case 'authorized':
      case 'declined':
      case 'voiding':
      case 'voided':
        return { rejection: { code: 'PAYMENT_NOT_CAPTURED', status: payment.status } };
      default:
        return payment satisfies never;
    }
  };

function refundCaptured(
  payment: TakenPayment,
  { refundId, amount, reason, maxMinor }: RequestedRefund,
): Decision<PaymentEvent, RefundRejection> {
  const { orderId, captured, refunds } = payment;
  const earlier = refunds.find((each) => each.refundId === refundId);
  if (earlier !== undefined) {
    if (!isSameMoney(earlier.amount, amount)) {
      return { rejection: { code: 'REFUND_MISMATCH', refundId, amount: earlier.amount } };
    }
    return earlier.status === 'failed' ? refundFailed(earlier) : { events: [] };
  }
  if (amount.currency !== captured.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: captured.currency } };
  }
  if (amount.amountMinor === 0) return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  const refunded = refundedMoney(captured.currency, refunds);
  if (amount.amountMinor > refundableMinor(payment)) {
    const disputed = disputedMoney(payment);
    return { rejection: { code: 'AMOUNT_EXCEEDS_CAPTURED', captured, refunded, disputed } };
  }
  if (maxMinor !== undefined && refunded.amountMinor + amount.amountMinor > maxMinor) {
    const limit = { ...captured, amountMinor: maxMinor };
    return { rejection: { code: 'REFUND_LIMIT_EXCEEDED', limit, refunded } };
  }
  if (refunds.length >= MAX_REFUNDS) {
    return { rejection: { code: 'TOO_MANY_REFUNDS', maxRefunds: MAX_REFUNDS } };
  }
  const split = refundSplit(payment, amount.amountMinor);
  return { events: [{ type: 'RefundRequested', orderId, refundId, amount, reason, ...split }] };
}
