import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type AwaitPaymentRejection = {
  readonly code: 'ORDER_NOT_FOUND' | 'ORDER_CONFIRMED' | 'ORDER_REJECTED' | 'ORDER_CANCELLED';
};

/** Reason of an order whose customer did not complete the payment in time. */
const NOT_COMPLETED = 'PAYMENT_NOT_COMPLETED';

/**
 * Records that the customer has to complete the payment. The saga sends it after payments has replied that the payment is pending.
 * If the order has waited for longer than its time, that reply decides: nothing was authorized, and the order is rejected.
 */
export const awaitPayment =
  ({
    until,
    sealedNextAction,
  }: {
    readonly until: string;
    readonly sealedNextAction?: string | undefined;
  }): Command<OrderState, OrderEvent, AwaitPaymentRejection> =>
  (order, { at }) => {
    switch (order.status) {
      case 'none':
        return { rejection: { code: 'ORDER_NOT_FOUND' } };
      case 'placed':
        return { events: [{ type: 'OrderPaymentAwaited', until, sealedNextAction }] };
      case 'awaitingPayment':
        if (Date.parse(at) < Date.parse(order.awaitingPayment.until)) return { events: [] };
        return { events: [{ type: 'OrderRejected', rejection: { code: NOT_COMPLETED } }] };
      case 'confirmed':
        return { rejection: { code: 'ORDER_CONFIRMED' } };
      case 'rejected':
        return { rejection: { code: 'ORDER_REJECTED' } };
      case 'cancelled':
        return { rejection: { code: 'ORDER_CANCELLED' } };
      default:
        return order satisfies never;
    }
  };
