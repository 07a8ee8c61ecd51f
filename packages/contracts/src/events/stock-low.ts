import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { locationId, sku } from '../fields/identifiers.ts';
import { stockLevel } from '../models/stock.ts';

const { available, lowStockThreshold } = stockLevel.shape;

/** The available units of a SKU at a location fell to the low-stock threshold or below. */
export const stockLow = defineEvent({
  source: 'tradepost.inventory',
  type: 'StockLow',
  version: 1,
  summary: 'The available units of a SKU at a location fell to the low-stock threshold or below.',
  data: z.object({
    sku,
    location: locationId,
    available,
    lowStockThreshold,
  }),
});

export type StockLow = z.infer<typeof stockLow.data>;
