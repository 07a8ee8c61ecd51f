import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { PaymentSplit } from '@tradepost/contracts/payments/model';
import { isSameMoney, type Money, zero } from '@tradepost/money/money';
import type { PaymentEvent } from './payment-event.ts';
import type { Capture, FailedCapture, PaymentState } from './payment-state.ts';
import {
  amountOfSplit,
  goodsOnly,
  isGoodsOnly,
  isWithin,
  type Split,
  shareOf,
  toSplit,
  withoutSplits,
} from './split.ts';

/** A payment's events are all read on each load, so their number must be bounded. */
export const MAX_CAPTURES = 50;

export type CaptureRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' | 'AMOUNT_NOT_POSITIVE' }
  | { readonly code: 'PAYMENT_NOT_AUTHORIZED'; readonly status: 'authorizing' | 'pending' | 'declined' }
  | { readonly code: 'PAYMENT_CAPTURED'; readonly captured: Money }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string }
  | { readonly code: 'AMOUNT_EXCEEDS_AUTHORIZED'; readonly authorized: Money; readonly captured: Money }
  | { readonly code: 'SPLIT_MISMATCH'; readonly sumMinor: number; readonly amount: Money }
  | { readonly code: 'CAPTURE_MISMATCH'; readonly captureId: string; readonly amount: Money }
  | { readonly code: 'CAPTURE_FAILED'; readonly captureId?: string; readonly providerCode: string }
  | { readonly code: 'CAPTURES_ONCE'; readonly provider: string }
  | { readonly code: 'TOO_MANY_CAPTURES'; readonly maxCaptures: number };

type CaptureDecision = Decision<PaymentEvent, CaptureRejection>;

export type GivenCapture = {
  /** Absent: the payment is captured once, and the rest is released. */
  readonly captureId?: string | undefined;
  /** Defaults to the amount that is still authorized. */
  readonly amount?: Money | undefined;
  /** No capture follows: the rest is released. */
  readonly isFinal?: boolean | undefined;
  /** Parts of the amount. Defaults to its share of what is left of the parts of the payment. */
  readonly split?: PaymentSplit | undefined;
  /** Returns true if a provider can capture one authorization several times. */
  readonly capturesMany: (provider: string) => boolean;
};

/** Captures an authorized payment, in parts by `captureId`, or at once. A capture of the same id is repeated without effect. */
export const capture =
  (given: GivenCapture): Command<PaymentState, PaymentEvent, CaptureRejection> =>
  (payment) => {
    switch (payment.status) {
      case 'none':
        return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
      case 'voided-in-advance':
      case 'voiding':
      case 'voided':
        return { rejection: { code: 'PAYMENT_VOIDED' } };
      case 'authorizing':
      case 'pending':
      case 'declined':
        return { rejection: { code: 'PAYMENT_NOT_AUTHORIZED', status: payment.status } };
      case 'authorized': {
        const failed = failureOf(given, payment.failedCaptures);
        const nothing = { captured: zero(payment.amount.currency), captures: [] };
        return failed ?? nextCapture(given, { ...payment, ...nothing });
      }
      case 'capturing': {
        const { capture: pending } = payment;
        // Another capture is finished first, and then this one is decided again.
        if (pending.captureId !== given.captureId) return { events: [] };
        return repeatedCapture(given, pending);
      }
      case 'releasing':
        return { events: [] };
      case 'partlyCaptured':
      case 'captured': {
        const earlier = payment.captures.find(({ captureId }) => captureId === given.captureId);
        if (earlier !== undefined) return repeatedCapture(given, earlier);
        const failed = failureOf(given, payment.failedCaptures);
        if (failed !== undefined) return failed;
        const isOpen = payment.status === 'partlyCaptured' && given.captureId !== undefined;
        return isOpen
          ? nextCapture(given, payment)
          : { rejection: { code: 'PAYMENT_CAPTURED', captured: payment.captured } };
      }
      default:
        return payment satisfies never;
    }
  };

type Open = {
  readonly amount: Money;
  readonly split?: Split | undefined;
  readonly provider: string;
  readonly captured: Money;
  readonly captures: readonly Capture[];
};

function nextCapture(given: GivenCapture, payment: Open): CaptureDecision {
  const { amount: authorized, captured, captures, provider } = payment;
  const leftMinor = authorized.amountMinor - captured.amountMinor;
  const amount = given.amount ?? { ...authorized, amountMinor: leftMinor };
  if (amount.currency !== authorized.currency) {
    return { rejection: { code: 'CURRENCY_MISMATCH', currency: authorized.currency } };
  }
  if (amount.amountMinor > leftMinor) {
    return { rejection: { code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized, captured } };
  }
  // A capture of 0 is rejected if an amount is held: that is a void. An order that costs nothing is captured.
  if (amount.amountMinor === 0 && leftMinor > 0) {
    return { rejection: { code: 'AMOUNT_NOT_POSITIVE' } };
  }
  const { captureId } = given;
  const isLast = captureId === undefined || given.isFinal === true || amount.amountMinor === leftMinor;
  if (!isLast && !given.capturesMany(provider)) return { rejection: { code: 'CAPTURES_ONCE', provider } };
  if (captures.length >= MAX_CAPTURES) {
    return { rejection: { code: 'TOO_MANY_CAPTURES', maxCaptures: MAX_CAPTURES } };
  }
  const split = splitOf(given, amount, payment);
  if (split === undefined) {
    const sumMinor = amountOfSplit(toSplit(given.split, amount.amountMinor));
    return { rejection: { code: 'SPLIT_MISMATCH', sumMinor, amount } };
  }
  const parts = isGoodsOnly(split) ? {} : { split };
  const asPart = captureId === undefined ? {} : { captureId, isFinal: isLast };
  return { events: [{ type: 'CaptureRequested', amount, ...asPart, ...parts }] };
}

/** The parts of a capture; undefined if the given ones do not sum to its amount, or exceed what is left of the payment's. */
function splitOf(
  { split: given }: GivenCapture,
  { amountMinor }: Money,
  { amount, split, captures }: Open,
): Split | undefined {
  const whole = split ?? goodsOnly(amount.amountMinor);
  const rest = withoutSplits(
    whole,
    captures.map((each) => each.split ?? goodsOnly(each.amount.amountMinor)),
  );
  if (given === undefined) return shareOf(amountMinor, rest);
  const parts = toSplit(given, amountMinor);
  return amountOfSplit(parts) === amountMinor && isWithin(parts, rest) ? parts : undefined;
}

function repeatedCapture({ captureId, amount }: GivenCapture, { amount: earlier }: Capture): CaptureDecision {
  if (amount === undefined || isSameMoney(amount, earlier)) return { events: [] };
  return captureId === undefined
    ? { rejection: { code: 'PAYMENT_CAPTURED', captured: earlier } }
    : { rejection: { code: 'CAPTURE_MISMATCH', captureId, amount: earlier } };
}

function failureOf(
  { captureId }: GivenCapture,
  failedCaptures: readonly FailedCapture[],
): CaptureDecision | undefined {
  const failed = failedCaptures.find((each) => each.captureId === captureId);
  if (failed === undefined) return undefined;
  const { providerCode } = failed;
  return {
    rejection: { code: 'CAPTURE_FAILED', ...(captureId === undefined ? {} : { captureId }), providerCode },
  };
}
