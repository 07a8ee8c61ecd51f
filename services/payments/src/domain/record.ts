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
 * Maps the result of a provider request to events of a payment, which may have changed during the call. A result that is
 * already recorded gives no events. Neither does an authorization if a void was requested meanwhile: the provider's void
 * ends the authorization, whichever of the two arrives first. Pure.
 */
export function record(result: ProviderResult, payment: PaymentState): readonly PaymentEvent[] {
  switch (result.type) {
    case 'authorized': {
      const { providerReference } = result;
      return payment.status === 'authorizing'
        ? [{ type: 'Authorized', ...factsOf(payment), providerReference }]
        : [];
    }
    case 'declined':
      return payment.status === 'authorizing'
        ? [{ type: 'Declined', ...factsOf(payment), declineCode: result.declineCode }]
        : [];
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
}

/** Releases the amount booked in the ledger; if the authorization was never booked, the amount the provider reports. */
function recordVoided(releasedMinor: number, payment: PaymentState): readonly PaymentEvent[] {
  if (payment.status !== 'voiding') return [];
  const { orderId, amount, wasBooked } = payment;
  const released = wasBooked ? amount : { ...amount, amountMinor: releasedMinor };
  return [{ type: 'Voided', orderId, amount: released, wasBooked }];
}

function recordCaptured(payment: PaymentState): readonly PaymentEvent[] {
  if (payment.status !== 'capturing') return [];
  const { orderId, amount, captureAmount } = payment;
  const released = { ...amount, amountMinor: amount.amountMinor - captureAmount.amountMinor };
  return [{ type: 'Captured', orderId, amount: captureAmount, released }];
}

function recordRefund(
  result: Extract<ProviderResult, { type: 'refunded' | 'refundFailed' }>,
  payment: PaymentState,
): readonly PaymentEvent[] {
  if (payment.status !== 'captured') return [];
  const { refundId } = result;
  const asked = payment.refunds.find((each) => each.refundId === refundId && each.status === 'requested');
  if (asked === undefined) return [];
  if (result.type === 'refundFailed') {
    return [{ type: 'RefundFailed', refundId, providerCode: result.providerCode }];
  }
  const { amount, reason } = asked;
  return [
    {
      type: 'Refunded',
      orderId: payment.orderId,
      refundId,
      amount,
      ...(reason === undefined ? {} : { reason }),
    },
  ];
}

function factsOf({ orderId, amount, provider }: Extract<PaymentState, { status: 'authorizing' }>) {
  return { orderId, amount, provider };
}
