import type { Decision } from '@tradepost/aggregate/aggregate';
import type { Money } from '@tradepost/money/money';
import type { PaymentEvent } from './payment-event.ts';
import type { Dispute, PaymentState, TakenPayment } from './payment-state.ts';
import { refundSplit } from './refunds.ts';

/** A payment's events are all read on each load, so their number must be bounded. A card payment has one dispute, rarely two. */
export const MAX_DISPUTES = 10;

/** A decision of the customer's bank about a payment that was captured. */
export type DisputeResult = {
  readonly type: 'disputed';
  readonly disputeId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly reason?: string | undefined;
  /** Fee of the provider for the dispute, in minor units of the payment's currency. */
  readonly feeMinor?: number | undefined;
};

/**
 * Records that a dispute was opened or decided. Webhooks may arrive in any order: a dispute whose decision arrives first is
 * opened with it. Only the first decision counts.
 */
export function recordDispute(
  { disputeId, status, reason, feeMinor = 0 }: DisputeResult,
  payment: PaymentState,
  amount: Money | undefined,
): Decision<PaymentEvent> {
  if (!('refunds' in payment) || amount === undefined) return { events: [] };
  const known = payment.disputes.find((each) => each.disputeId === disputeId);
  if (known !== undefined) {
    return { events: status === 'open' || known.status !== 'open' ? [] : [decided(status, known, payment)] };
  }
  if (payment.disputes.length >= MAX_DISPUTES) return { events: [] };
  const { orderId } = payment;
  const parts = refundSplit(payment, amount.amountMinor);
  const opened = { disputeId, amount, ...parts, status: 'open' as const };
  const events = [
    {
      type: 'DisputeOpened' as const,
      orderId,
      disputeId,
      amount,
      feeMinor,
      ...(reason === undefined ? {} : { reason }),
      ...parts,
    },
  ];
  return { events: status === 'open' ? events : [...events, decided(status, opened, payment)] };
}

function decided(status: 'won' | 'lost', dispute: Dispute, { orderId }: TakenPayment) {
  const { disputeId, amount, split } = dispute;
  const facts = { orderId, disputeId, amount };
  return status === 'won'
    ? { type: 'DisputeWon' as const, ...facts }
    : { type: 'DisputeLost' as const, ...facts, ...(split === undefined ? {} : { split }) };
}
