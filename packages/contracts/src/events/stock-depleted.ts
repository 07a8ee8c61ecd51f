import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { locationId, sku } from '../fields/identifiers.ts';
import { stockLevel } from '../models/stock.ts';

const { available, lowStockThreshold } = stockLevel.shape;

/** A SKU has no available units left at a location. */
export const stockDepleted = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockDepleted',
  version: 1,
  summary: 'A SKU has no available units left at a location.',
  data: z.object({
    sku,
    location: locationId,
    available,
    lowStockThreshold,
  }),
});

export type StockDepleted = z.infer<typeof stockDepleted.data>;
