import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { shortage } from '../models/stock.ts';

/** A reservation was refused; nothing is held for it. */
export const stockReservationRefused = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReservationRefused',
  version: 1,
  summary: 'A reservation was refused; nothing is held for it.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
    code: z.enum(['OUT_OF_STOCK']).check(z.describe('Why.')),
    shortages: z.array(shortage).check(z.describe('The SKUs of which there is not enough: 20 at the most.')),
  }),
});

export type StockReservationRefused = z.infer<typeof stockReservationRefused.data>;
