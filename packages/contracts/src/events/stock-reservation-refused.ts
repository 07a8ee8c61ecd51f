import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { shortage } from '../models/stock.ts';

/** A reservation was rejected. No stock is held for it. */
export const stockReservationRefused = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReservationRefused',
  version: 1,
  summary: 'A reservation was rejected. No stock is held for it.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
    code: z.enum(['OUT_OF_STOCK']).check(z.describe('Code of the rejection.')),
    shortages: z.array(shortage).check(z.describe('SKUs without enough available units, up to 20.')),
  }),
});

export type StockReservationRefused = z.infer<typeof stockReservationRefused.data>;
