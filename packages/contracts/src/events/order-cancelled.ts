import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, reservationId } from '../fields/identifiers.ts';

/** The order was cancelled before shipping. What was held for it is let go. */
export const orderCancelled = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderCancelled',
  version: 1,
  summary: 'The order was cancelled before shipping. What was held for it is let go.',
  data: z.object({
    orderId,
    reservationId,
    paymentId,
    reason: z.optional(z.string()).check(z.describe('In the words of whoever cancelled it.')),
  }),
});

export type OrderCancelled = z.infer<typeof orderCancelled.data>;
