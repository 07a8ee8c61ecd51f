import type { Command } from '@tradepost/aggregate/aggregate';
import type { Money } from '@tradepost/money/money';
import { MAX_DISPUTES } from './disputes.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { Capture, PaymentState, RequestedPayment, TakenPayment } from './payment-state.ts';
import { type ProviderResult, recordResult } from './record-result.ts';

/** A provider's report by webhook: the outcome of one call, and the call's facts. */
export type Notice = {
  /** The provider that signed the webhook. */
  readonly provider: string;
  /** The provider's id of the charge; absent if there is none, as after a decline. */
  readonly providerReference?: string | undefined;
  /** The amount to authorize, capture, void or refund. */
  readonly amount: Money;
  readonly result: ProviderResult;
};

/** A signed webhook that does not match the payment. */
export type NoticeMismatch = {
  readonly code:
    | 'WEBHOOK_PROVIDER_MISMATCH'
    | 'WEBHOOK_REFERENCE_MISMATCH'
    | 'WEBHOOK_AMOUNT_MISMATCH'
    | 'WEBHOOK_OUTCOME_MISMATCH';
};

/**
 * Records the outcome that a webhook reports, if it matches the payment: the same provider, the same charge, the same
 * amount and currency. A signature only proves who sent the webhook: a stolen key of one provider, or a provider that
 * confuses the charges of two merchants, must not change other payments. No events if the result is already recorded, or
 * the payment is unknown.
 */
export const recordNotice =
  (notice: Notice): Command<PaymentState, PaymentEvent, NoticeMismatch> =>
  (payment, context) => {
    switch (payment.status) {
      case 'none':
      case 'voided-in-advance':
        return { events: [] };
      case 'authorizing':
      case 'pending':
      case 'authorized':
      case 'declined':
      case 'voiding':
      case 'voided':
      case 'capturing':
      case 'partlyCaptured':
      case 'releasing':
      case 'captured':
        return mismatch(notice, payment) ?? recordResult(notice.result, notice.amount)(payment, context);
      default:
        return payment satisfies never;
    }
  };

/** The rejection of a webhook that does not match the payment; undefined if it matches. */
function mismatch(
  notice: Notice,
  payment: RequestedPayment,
): { readonly rejection: NoticeMismatch } | undefined {
  if (notice.provider !== payment.provider) return { rejection: { code: 'WEBHOOK_PROVIDER_MISMATCH' } };
  if (!isOfCharge(notice, payment)) return { rejection: { code: 'WEBHOOK_REFERENCE_MISMATCH' } };
  if (!isOfAmount(notice, payment)) return { rejection: { code: 'WEBHOOK_AMOUNT_MISMATCH' } };
  if (isRefundUndone(notice.result, payment) || isUnknownDispute(notice.result, payment))
    return { rejection: { code: 'WEBHOOK_OUTCOME_MISMATCH' } };
  return undefined;
}

/** Any reference matches until the authorization is recorded: the reference is unknown before. */
function isOfCharge({ providerReference }: Notice, payment: RequestedPayment): boolean {
  const known = 'providerReference' in payment ? payment.providerReference : undefined;
  return known === undefined || providerReference === known;
}

/** A call that we have not made has no amount to compare; `recordResult` gives no events for its result. */
function isOfAmount({ amount, result }: Notice, payment: RequestedPayment): boolean {
  const asked = amountOf(result, payment);
  if (result.type === 'voided' && result.releasedMinor > payment.amount.amountMinor) return false;
  if (result.type === 'disputed' && amount.amountMinor > takenMinor(payment)) return false;
  return (
    amount.currency === payment.amount.currency &&
    (asked === undefined || amount.amountMinor === asked.amountMinor)
  );
}

/**
 * A refund may fail days after it has succeeded, as with a card that was closed: the customer does not have the money, and
 * somebody must act (https://docs.stripe.com/refunds#failed-refunds).
 */
function isRefundUndone(result: ProviderResult, payment: RequestedPayment): boolean {
  return (
    result.type === 'refundFailed' &&
    'refunds' in payment &&
    payment.refunds.some(({ refundId, status }) => refundId === result.refundId && status === 'refunded')
  );
}

/** Only what was captured can be disputed, and a payment has a bounded number of disputes. */
function isUnknownDispute(result: ProviderResult, payment: RequestedPayment): boolean {
  if (result.type !== 'disputed') return false;
  if (!('disputes' in payment)) return true;
  const isKnown = payment.disputes.some(({ disputeId }) => disputeId === result.disputeId);
  return !isKnown && payment.disputes.length >= MAX_DISPUTES;
}

/** The amount of the call that had this result; undefined if we made no such call, or the provider reports an act of others. */
function amountOf(result: ProviderResult, payment: RequestedPayment): Money | undefined {
  switch (result.type) {
    case 'authorized':
    case 'declined':
    case 'pending':
    case 'expired':
      return payment.amount;
    case 'voided':
      return payment.status === 'releasing' ? restOf(payment) : payment.amount;
    case 'captured':
      return capturedAmount(result.of, payment);
    case 'captureFailed':
      return payment.status === 'capturing' ? payment.capture.amount : undefined;
    case 'refunded':
    case 'refundFailed':
      return 'refunds' in payment
        ? payment.refunds.find(({ refundId }) => refundId === result.refundId)?.amount
        : undefined;
    case 'disputed':
      return 'refunds' in payment
        ? payment.disputes.find(({ disputeId }) => disputeId === result.disputeId)?.amount
        : undefined;
    default:
      return result satisfies never;
  }
}

/** Amount that was captured, with the capture that is under way. */
function takenMinor(payment: RequestedPayment): number {
  // A dispute of a payment that is not captured is another mismatch.
  if (!('captured' in payment)) return payment.amount.amountMinor;
  const underWay = payment.status === 'capturing' ? payment.capture.amount.amountMinor : 0;
  return payment.captured.amountMinor + underWay;
}

function restOf({ amount, captured }: TakenPayment): Money {
  return { ...amount, amountMinor: amount.amountMinor - captured.amountMinor };
}

function capturedAmount(
  of: { readonly captureId?: string | undefined } | undefined,
  payment: RequestedPayment,
): Money | undefined {
  if (!('captures' in payment)) return undefined;
  const made: readonly Capture[] =
    payment.status === 'capturing' ? [...payment.captures, payment.capture] : payment.captures;
  return (of === undefined ? made.at(-1) : made.find(({ captureId }) => captureId === of.captureId))?.amount;
}
