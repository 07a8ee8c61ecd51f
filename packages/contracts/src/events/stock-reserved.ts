import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/text.ts';
import { allocation } from '../models/stock.ts';

/** All lines of a reservation are held. */
export const stockReserved = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReserved',
  version: 1,
  summary: 'All lines of a reservation are held.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
    allocations: z.array(allocation),
    expiresAt: timestamp,
  }),
});

export type StockReserved = z.infer<typeof stockReserved.data>;
