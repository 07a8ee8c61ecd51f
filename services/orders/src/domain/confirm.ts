import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type ConfirmRejection = { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_REJECTED' | 'ORDER_CANCELLED' };

/** Confirms an order, whose stock is committed and whose payment is authorized. */
export const confirm = (): Command<OrderState, OrderEvent, ConfirmRejection> => (order) => {
  switch (order.status) {
    case 'none':
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    case 'placed':
    case 'awaitingPayment':
      return { events: [{ type: 'OrderConfirmed' }] };
    case 'confirmed':
      return { events: [] };
    case 'rejected':
      return { rejection: { code: 'ORDER_REJECTED' } };
    case 'cancelled':
      return { rejection: { code: 'ORDER_CANCELLED' } };
    default:
      return order satisfies never;
  }
};
