import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, reservationId } from '../fields/identifiers.ts';

/** An order was cancelled before shipping. Its stock is released and its payment is voided. */
export const orderCancelled = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderCancelled',
  version: 1,
  summary: 'An order was cancelled before shipping. Its stock is released and its payment is voided.',
  data: z.object({
    orderId,
    reservationId,
    paymentId,
    reason: z.optional(z.string()).check(z.describe('Reason, as the caller gave it.')),
  }),
});

export type OrderCancelled = z.infer<typeof orderCancelled.data>;
