import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type RevokeTokenRejection = { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_HAS_NO_TOKEN' };

/** Makes all order tokens of a guest's order invalid. The order gets no new one. */
export const revokeToken = (): Command<OrderState, OrderEvent, RevokeTokenRejection> => (order) => {
  if (order.status === 'none') return { rejection: { code: 'ORDER_NOT_FOUND' } };
  if (order.placedBy?.kind !== 'guest') return { rejection: { code: 'ORDER_HAS_NO_TOKEN' } };
  return { events: [{ type: 'OrderTokenRevoked' }] };
};
