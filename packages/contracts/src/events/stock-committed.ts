import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';

/** The units of a reservation are sold, and it no longer expires. */
export const stockCommitted = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockCommitted',
  version: 1,
  summary: 'The units of a reservation are sold, and it no longer expires.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
  }),
});

export type StockCommitted = z.infer<typeof stockCommitted.data>;
