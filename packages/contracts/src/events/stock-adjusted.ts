import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { adjustmentId, locationId, sku } from '../fields/identifiers.ts';
import { adjustmentReason, units } from '../models/stock.ts';

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
    onHand: units.check(z.describe('Units that are there after it.')),
    available: units.check(z.describe('Units that can be sold after it.')),
  }),
});

export type StockAdjusted = z.infer<typeof stockAdjusted.data>;
