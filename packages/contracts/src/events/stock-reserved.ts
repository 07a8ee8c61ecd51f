import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
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
    allocations: z.array(allocation).check(z.describe('Allocations that are held.')),
    expiresAt: timestamp.check(
      z.describe('Time at which the units are released unless they were committed. RFC 3339, UTC.'),
    ),
  }),
});

export type StockReserved = z.infer<typeof stockReserved.data>;
