import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { adjustmentId, locationId, sku } from '../fields/identifiers.ts';
import { adjustmentReason } from '../models/stock.ts';

/** The units on hand changed by something other than an order. */
export const stockAdjusted = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockAdjusted',
  version: 1,
  summary: 'The units on hand changed by something other than an order.',
  data: z.object({
    adjustmentId,
    sku,
    location: locationId,
    delta: z.int().check(z.describe('Units that came (positive) or went (negative).')),
    reason: adjustmentReason,
    onHand: z.int(),
    available: z.int(),
  }),
});

export type StockAdjusted = z.infer<typeof stockAdjusted.data>;
