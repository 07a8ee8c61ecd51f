import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { adjustmentId, locationId, sku } from '../fields/identifiers.ts';
import { adjustmentReason, units } from '../models/stock.ts';

/** The units on hand of a SKU were adjusted. */
export const stockAdjusted = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockAdjusted',
  version: 1,
  summary: 'The units on hand of a SKU were adjusted.',
  data: z.object({
    adjustmentId,
    sku,
    location: locationId,
    delta: z.int().check(z.describe('Units added (positive) or removed (negative).')),
    reason: adjustmentReason,
    onHand: units.check(z.describe('Units on hand after the adjustment.')),
    available: units.check(z.describe('Available units after the adjustment.')),
  }),
});

export type StockAdjusted = z.infer<typeof stockAdjusted.data>;
