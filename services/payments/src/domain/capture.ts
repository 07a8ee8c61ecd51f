import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import { isSameMoney, type Money } from '@tradepost/money/money';
import type { PaymentEvent, PaymentState } from './payment.ts';

export type CaptureRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' | 'AMOUNT_NOT_POSITIVE' }
  | { readonly code: 'PAYMENT_NOT_AUTHORIZED'; readonly status: 'authorizing' | 'declined' }
  | { readonly code: 'PAYMENT_CAPTURED'; readonly captured: Money }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string }
  | { readonly code: 'AMOUNT_EXCEEDS_AUTHORIZED'; readonly authorized: Money };

type CaptureDecision = Decision<PaymentEvent, CaptureRejection>;

/** Captures an authorized payment: the whole amount if none is given. A payment is captured once. */
export const capture =
  ({
    amount,
  }: {
    readonly amount?: Money | undefined;
  }): Command<PaymentState, PaymentEvent, CaptureRejection> =>
  (payment) => {
    switch (payment.status) {
      case 'none':
        return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
      case 'voided-in-advance':
      case 'voiding':
      case 'voided':
        return { rejection: { code: 'PAYMENT_VOIDED' } };
      case 'authorizing':
      case 'declined':
        return { rejection: { code: 'PAYMENT_NOT_AUTHORIZED', status: payment.status } };
      case 'authorized':
        return firstCapture(amount ?? payment.amount, payment.amount);
      case 'capturing':
        return repeatedCapture(amount, payment.captureAmount);
      case 'captured':
        return repeatedCapture(amount, payment.captured);
      default:
        return payment satisfies never;
    }
  };

function firstCapture(amount: Money, authorized: Money): CaptureDecision {
  if (amount.currency !== authorized.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: authorized.currency } };
  }
  if (amount.amountMinor > authorized.amountMinor) {
    return { rejection: { code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized } };
  }
  // A capture of 0 is rejected if an amount is held: that is a void. An order that costs nothing is captured.
  if (amount.amountMinor === 0 && authorized.amountMinor > 0) {
    return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  }
  return { events: [{ type: 'CaptureRequested', amount }] };
}

function repeatedCapture(amount: Money | undefined, captured: Money): CaptureDecision {
  return amount === undefined || isSameMoney(amount, captured)
    ? { events: [] }
    : { rejection: { code: 'PAYMENT_CAPTURED', captured } };
}
