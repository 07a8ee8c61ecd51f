import type { DeclineCode } from '@tradepost/contracts/models/payment';
import type { PaymentEvent, PaymentState } from './payment.ts';

/** What a provider answered to an intent. */
export type ProviderResult =
  | { readonly type: 'authorized'; readonly providerReference: string }
  | { readonly type: 'declined'; readonly declineCode: DeclineCode }
  | { readonly type: 'captured' }
  | { readonly type: 'voided'; readonly releasedMinor: number }
  | { readonly type: 'refunded'; readonly refundId: string }
  | { readonly type: 'refundFailed'; readonly refundId: string; readonly providerCode: string };

/**
 * What a provider's answer comes to on a payment, which may have moved on while the call was under way. A result
 * that somebody else recorded first comes to nothing, and so does an authorization of a payment that was let go in the
 * meantime: a provider's void ends it, whichever came first. Pure.
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

/** What we had booked as held is what goes; of what we had not, only the provider can tell. */
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
