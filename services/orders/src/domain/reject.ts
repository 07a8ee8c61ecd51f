import type { Command } from '@tradepost/aggregate/aggregate';
import { nameBundles } from './name-bundles.ts';
import type { OrderEvent, OrderState, RejectionReason } from './order.ts';

export type RejectRejection = { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_CONFIRMED' | 'ORDER_CANCELLED' };

/**
 * Rejects an order. A confirmed order is never rejected: a saga that runs twice or late must not undo the confirmation of
 * another execution.
 */
export const reject =
  ({ reason }: { readonly reason: RejectionReason }): Command<OrderState, OrderEvent, RejectRejection> =>
  (order) => {
    switch (order.status) {
      case 'none':
        return { rejection: { code: 'ORDER_NOT_FOUND' } };
      case 'placed':
      case 'awaitingPayment':
        return { events: [{ type: 'OrderRejected', rejection: nameBundles(reason, order) }] };
      case 'rejected':
        return { events: [] };
      case 'confirmed':
        return { rejection: { code: 'ORDER_CONFIRMED' } };
      case 'cancelled':
        return { rejection: { code: 'ORDER_CANCELLED' } };
      default:
        return order satisfies never;
    }
  };
