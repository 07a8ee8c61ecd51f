import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type CancelRejection =
  | { readonly code: 'ORDER_NOT_FOUND'; readonly orderId?: string }
  | { readonly code: 'ORDER_NOT_CANCELLABLE'; readonly orderStatus: 'rejected' };

/** Cancels an order, before it is shipped. The reason is sealed, because a customer writes it. */
export const cancel =
  ({
    sealedReason,
  }: {
    readonly sealedReason?: string | undefined;
  }): Command<OrderState, OrderEvent, CancelRejection> =>
  (order) => {
    switch (order.status) {
      case 'none':
        return { rejection: { code: 'ORDER_NOT_FOUND' } };
      case 'placed':
      case 'awaitingPayment':
      case 'confirmed':
        return { events: [{ type: 'OrderCancelled', sealedReason }] };
      case 'cancelled':
        return { events: [] };
      case 'rejected':
        return { rejection: { code: 'ORDER_NOT_CANCELLABLE', orderStatus: order.status } };
      default:
        return order satisfies never;
    }
  };
