import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { priceChange, product } from '../models/product.ts';

/** Prices of a product’s variants changed. It carries the whole product, as it is now. */
export const priceChanged = defineEvent({
  source: 'tradepost.catalog',
  type: 'PriceChanged',
  version: 1,
  summary: 'Prices of a product’s variants changed. It carries the whole product, as it is now.',
  data: z.object({
    product,
    changes: z.array(priceChange).check(z.describe('Each price that is another now.')),
  }),
});

export type PriceChanged = z.infer<typeof priceChanged.data>;
