import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState, RejectionReason } from './order.ts';

/** Outcome of a payment that was pending. */
export type PaymentOutcome = { readonly authorized: true } | { readonly declined: RejectionReason };

/**
 * Takes the outcome of a payment that the customer has completed, or the provider has declined. Only an order that waits for it
 * changes: before, its stock may not be committed, and its saga asks payments itself.
 */
export const settlePayment =
  (outcome: PaymentOutcome): Command<OrderState, OrderEvent, never> =>
  (order) => {
    if (order.status !== 'awaitingPayment') return { events: [] };
    return 'authorized' in outcome
      ? { events: [{ type: 'OrderConfirmed' }] }
      : { events: [{ type: 'OrderRejected', rejection: outcome.declined }] };
  };
