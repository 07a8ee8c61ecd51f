import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { priceChange, product } from '../models/product.ts';

/** Prices of variants changed. Contains the whole product after the change. */
export const priceChanged = defineEvent({
  source: 'tradepost.catalog',
  type: 'PriceChanged',
  version: 1,
  summary: 'Prices of variants changed. Contains the whole product after the change.',
  data: z.object({
    product,
    changes: z.array(priceChange).check(z.describe('Prices that changed.')),
  }),
});

export type PriceChanged = z.infer<typeof priceChanged.data>;
