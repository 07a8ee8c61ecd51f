import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

/**
 * Records that the person of an order was erased. An order of another person, and one that does not exist, are left as they are: a
 * customer who comes back after an erasure has another subject.
 */
export const erasePersonalData =
  ({ subjectId }: { readonly subjectId: string }): Command<OrderState, OrderEvent, never> =>
  (order) => {
    if (order.status === 'none' || order.subjectId !== subjectId) return { events: [] };
    return { events: order.erasedAt === undefined ? [{ type: 'PersonalDataErased' }] : [] };
  };
