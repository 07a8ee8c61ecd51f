import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { DeclineCode, NextAction } from '@tradepost/contracts/payments/model';
import { addMoney, type Money } from '@tradepost/money/money';
import { type DisputeResult, recordDispute } from './disputes.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { PaymentState, RequestedPayment } from './payment-state.ts';
import { pendingUntil } from './pending-until.ts';

/** The result of a provider request, or of the customer's or the bank's acts since. */
export type ProviderResult =
  | { readonly type: 'authorized'; readonly providerReference: string }
  | { readonly type: 'declined'; readonly declineCode: DeclineCode }
  | {
      readonly type: 'pending';
      readonly providerReference: string;
      readonly actionKind: NextAction['kind'];
      readonly sealedAction: string;
    }
  | ({ readonly type: 'captured' } & OfCapture)
  | ({ readonly type: 'captureFailed'; readonly providerCode: string } & OfCapture)
  | { readonly type: 'voided'; readonly releasedMinor: number }
  /** The provider no longer holds the money, without a request of ours. */
  | { readonly type: 'expired' }
  | { readonly type: 'refunded'; readonly refundId: string }
  | { readonly type: 'refundFailed'; readonly refundId: string; readonly providerCode: string }
  | DisputeResult;

/**
 * The capture of a result: a webhook may not name it. Without it, the result is of the capture that is pending. The reply to a
 * request always names it, because another capture may have been requested during the call.
 */
type OfCapture = { readonly of?: { readonly captureId?: string | undefined } };

type ResultOf<Type extends ProviderResult['type']> = Extract<ProviderResult, { readonly type: Type }>;

/**
 * Records the result of a provider request for a payment, which may have changed during the call. A result that is already
 * recorded gives no events. Neither does an authorization if a void was requested meanwhile: the provider's void ends the
 * authorization, whichever of the two arrives first. It is never rejected.
 *
 * @param amount of the result, for a dispute
 */
export const recordResult =
  (result: ProviderResult, amount?: Money): Command<PaymentState, PaymentEvent> =>
  (payment, { at }) => {
    switch (result.type) {
      case 'authorized': {
        if (!isOpen(payment)) return { events: [] };
        const { providerReference } = result;
        return {
          events: [{ type: 'PaymentAuthorized', ...authorizedFacts(payment), providerReference }],
        };
      }
      case 'declined':
        return recordDeclined(result, payment);
      case 'pending': {
        if (payment.status !== 'authorizing') return { events: [] };
        const { providerReference, actionKind, sealedAction } = result;
        const until = pendingUntil(actionKind, at);
        return {
          events: [{ type: 'PaymentPending', ...factsOf(payment), providerReference, sealedAction, until }],
        };
      }
      case 'voided':
        return recordVoided(result.releasedMinor, payment);
      case 'expired':
        return recordExpired(payment);
      case 'captured':
        return recordCaptured(result, payment);
      case 'captureFailed': {
        if (payment.status !== 'capturing' || !isOf(result, payment)) return { events: [] };
        const { captureId } = payment.capture;
        const { providerCode } = result;
        return { events: [{ type: 'CaptureFailed', captureId, providerCode }] };
      }
      case 'refunded':
      case 'refundFailed':
        return recordRefund(result, payment);
      case 'disputed':
        return recordDispute(result, payment, amount);
      default:
        return result satisfies never;
    }
  };

/** True if the provider's decision about the authorization is not recorded. */
function isOpen(
  payment: PaymentState,
): payment is Extract<PaymentState, { status: 'authorizing' | 'pending' }> {
  return payment.status === 'authorizing' || payment.status === 'pending';
}

/** The customer could still complete a pending charge after the decline of one attempt, so it is closed with the next void. */
function recordDeclined(
  { declineCode }: ResultOf<'declined'>,
  payment: PaymentState,
): Decision<PaymentEvent> {
  if (!isOpen(payment)) return { events: [] };
  const open = payment.status === 'pending' ? { openCharge: payment.providerReference } : {};
  return { events: [{ type: 'PaymentDeclined', ...factsOf(payment), declineCode, ...open }] };
}

/** Releases the amount booked in the ledger; if the authorization was never booked, the amount the provider reports. */
function recordVoided(releasedMinor: number, payment: PaymentState): Decision<PaymentEvent> {
  switch (payment.status) {
    case 'voiding': {
      const { orderId, amount, wasBooked } = payment;
      const released = wasBooked ? amount : { ...amount, amountMinor: releasedMinor };
      return { events: [{ type: 'PaymentVoided', orderId, amount: released, wasBooked }] };
    }
    case 'declined':
      return { events: payment.openCharge === undefined ? [] : [{ type: 'ChargeClosed' }] };
    case 'pending':
      return recordExpired(payment);
    case 'releasing':
      return { events: [remainderVoided(payment)] };
    case 'none':
    case 'voided-in-advance':
    case 'authorizing':
    case 'authorized':
    case 'voided':
    case 'capturing':
    case 'partlyCaptured':
    case 'captured':
      return { events: [] };
    default:
      return payment satisfies never;
  }
}

/** A void that was requested meanwhile has its own result. */
function recordExpired(payment: PaymentState): Decision<PaymentEvent> {
  switch (payment.status) {
    case 'pending': {
      const { orderId, amount } = payment;
      const released = { ...amount, amountMinor: 0 };
      return { events: [{ type: 'PaymentVoided', orderId, amount: released, wasBooked: false }] };
    }
    case 'authorized': {
      const { orderId, amount } = payment;
      return { events: [{ type: 'PaymentVoided', orderId, amount, wasBooked: true }] };
    }
    case 'partlyCaptured':
      return { events: [remainderVoided(payment)] };
    case 'none':
    case 'voided-in-advance':
    case 'authorizing':
    case 'declined':
    case 'voiding':
    case 'voided':
    case 'capturing':
    case 'releasing':
    case 'captured':
      return { events: [] };
    default:
      return payment satisfies never;
  }
}

function remainderVoided({
  orderId,
  amount,
  captured,
}: Extract<PaymentState, { status: 'partlyCaptured' | 'releasing' }>) {
  const rest = { ...amount, amountMinor: amount.amountMinor - captured.amountMinor };
  return { type: 'RemainderVoided' as const, orderId, amount: rest };
}

function recordCaptured(result: ResultOf<'captured'>, payment: PaymentState): Decision<PaymentEvent> {
  if (payment.status !== 'capturing' || !isOf(result, payment)) return { events: [] };
  const { orderId, amount: authorized, capture, captured } = payment;
  const { captureId, amount, isFinal, split } = capture;
  const capturedTotal = addMoney(captured, amount);
  const leftMinor = authorized.amountMinor - capturedTotal.amountMinor;
  const released = { ...authorized, amountMinor: isFinal ? leftMinor : 0 };
  const asPart = captureId === undefined ? {} : { captureId, capturedTotal };
  const parts = split === undefined ? {} : { split };
  return { events: [{ type: 'PaymentCaptured', orderId, amount, released, ...asPart, ...parts }] };
}

/** True if a result is, or may be, of the capture that is pending. */
function isOf({ of }: OfCapture, { capture }: Extract<PaymentState, { status: 'capturing' }>): boolean {
  return of === undefined || of.captureId === capture.captureId;
}

function recordRefund(
  result: ResultOf<'refunded' | 'refundFailed'>,
  payment: PaymentState,
): Decision<PaymentEvent> {
  if (!('refunds' in payment)) return { events: [] };
  const { refundId } = result;
  const pending = payment.refunds.find((each) => each.refundId === refundId && each.status === 'requested');
  if (pending === undefined) return { events: [] };
  if (result.type === 'refundFailed') {
    return { events: [{ type: 'RefundFailed', refundId, providerCode: result.providerCode }] };
  }
  const { amount, reason, split } = pending;
  const parts = split === undefined ? {} : { split };
  return {
    events: [{ type: 'PaymentRefunded', orderId: payment.orderId, refundId, amount, reason, ...parts }],
  };
}

function factsOf({ orderId, amount, provider }: RequestedPayment) {
  return { orderId, amount, provider };
}

function authorizedFacts(payment: RequestedPayment) {
  const { split } = payment;
  return { ...factsOf(payment), ...(split === undefined ? {} : { split }) };
}
