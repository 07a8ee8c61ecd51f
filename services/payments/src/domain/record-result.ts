import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import type { DeclineCode } from '@tradepost/contracts/payments/model';
import type { PaymentEvent, PaymentState } from './payment.ts';

/** The result of a provider request. */
export type ProviderResult =
  | { readonly type: 'authorized'; readonly providerReference: string }
  | { readonly type: 'declined'; readonly declineCode: DeclineCode }
  | { readonly type: 'captured' }
  | { readonly type: 'voided'; readonly releasedMinor: number }
  | { readonly type: 'refunded'; readonly refundId: string }
  | { readonly type: 'refundFailed'; readonly refundId: string; readonly providerCode: string };

/**
 * Records the result of a provider request for a payment, which may have changed during the call. A result that is already
 * recorded gives no events. Neither does an authorization if a void was requested meanwhile: the provider's void ends the
 * authorization, whichever of the two arrives first. It is never rejected.
 */
export const recordResult =
  (result: ProviderResult): Command<PaymentState, PaymentEvent> =>
  (payment) => {
    switch (result.type) {
      case 'authorized': {
        if (payment.status !== 'authorizing') return { events: [] };
        const { providerReference } = result;
        return { events: [{ type: 'PaymentAuthorized', ...factsOf(payment), providerReference }] };
      }
      case 'declined': {
        if (payment.status !== 'authorizing') return { events: [] };
        const { declineCode } = result;
        return { events: [{ type: 'PaymentDeclined', ...factsOf(payment), declineCode }] };
      }
      case 'voided':
        return recordVoided(result.releasedMinor, payment);
      case 'captured':
        return recordCaptured(payment);
      case 'refunded':
      case 'refundFailed':
        return recordRefund(result, payment);
      default:
        return result satisfies never;
    }
  };

/** Releases the amount booked in the ledger; if the authorization was never booked, the amount the provider reports. */
function recordVoided(releasedMinor: number, payment: PaymentState): Decision<PaymentEvent> {
  if (payment.status !== 'voiding') return { events: [] };
  const { orderId, amount, wasBooked } = payment;
  const released = wasBooked ? amount : { ...amount, amountMinor: releasedMinor };
  return { events: [{ type: 'PaymentVoided', orderId, amount: released, wasBooked }] };
}

function recordCaptured(payment: PaymentState): Decision<PaymentEvent> {
  if (payment.status !== 'capturing') return { events: [] };
  const { orderId, amount, captureAmount } = payment;
  const released = { ...amount, amountMinor: amount.amountMinor - captureAmount.amountMinor };
  return { events: [{ type: 'PaymentCaptured', orderId, amount: captureAmount, released }] };
}

function recordRefund(
  result: Extract<ProviderResult, { type: 'refunded' | 'refundFailed' }>,
  payment: PaymentState,
): Decision<PaymentEvent> {
  if (payment.status !== 'captured') return { events: [] };
  const { refundId } = result;
  const pending = payment.refunds.find((each) => each.refundId === refundId && each.status === 'requested');
  if (pending === undefined) return { events: [] };
  if (result.type === 'refundFailed') {
    return { events: [{ type: 'RefundFailed', refundId, providerCode: result.providerCode }] };
  }
  const { amount, reason } = pending;
  return { events: [{ type: 'PaymentRefunded', orderId: payment.orderId, refundId, amount, reason }] };
}

function factsOf({ orderId, amount, provider }: Extract<PaymentState, { status: 'authorizing' }>) {
  return { orderId, amount, provider };
}
