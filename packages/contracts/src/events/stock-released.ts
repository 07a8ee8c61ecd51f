import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { allocation } from '../models/stock.ts';

/** The units of a reservation can be sold again. */
export const stockReleased = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReleased',
  version: 1,
  summary: 'The units of a reservation can be sold again.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
    reason: z.enum(['requested', 'expired']).check(z.describe('Reason of the release.')),
    allocations: z.array(allocation).check(z.describe('Allocations that were held.')),
  }),
});

export type StockReleased = z.infer<typeof stockReleased.data>;
