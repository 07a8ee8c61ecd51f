import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type ClaimRejection = { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_CLAIMED' };

/**
 * Gives a guest's order to a customer. A repeat changes nothing.
 *
 * @param emailHash address that the customer has proven to be theirs: an order of another address does not exist for them
 */
export const claim =
  ({
    customerId,
    emailHash,
  }: {
    readonly customerId: string;
    readonly emailHash: string;
  }): Command<OrderState, OrderEvent, ClaimRejection> =>
  (order) => {
    if (order.status === 'none' || order.emailHash !== emailHash)
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    if (order.customerId === customerId) return { events: [] };
    if (order.customerId !== undefined) return { rejection: { code: 'ORDER_CLAIMED' } };
    return { events: [{ type: 'OrderClaimed', customerId }] };
  };
