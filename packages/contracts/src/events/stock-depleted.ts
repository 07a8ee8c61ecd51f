import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { locationId, sku } from '../fields/identifiers.ts';

/** Nothing of a SKU can be sold at a location any more. */
export const stockDepleted = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockDepleted',
  version: 1,
  summary: 'Nothing of a SKU can be sold at a location any more.',
  data: z.object({
    sku,
    location: locationId,
    available: z.int(),
    lowStockThreshold: z.int(),
  }),
});

export type StockDepleted = z.infer<typeof stockDepleted.data>;
