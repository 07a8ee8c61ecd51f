import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { sku } from '../fields/identifiers.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { product } from '../models/product.ts';

/** Prices of a product’s variants changed. It carries the whole product, as it is now. */
export const priceChanged = defineEvent({
  source: 'tradepost.catalog',
  type: 'PriceChanged',
  version: 1,
  summary: 'Prices of a product’s variants changed. It carries the whole product, as it is now.',
  data: z.object({
    product,
    changes: z
      .array(
        z.object({
          sku,
          currency,
          fromMinor: z
            .optional(amountMinor)
            .check(z.describe('Before, in minor units; absent where the price is new.')),
          toMinor: z
            .optional(amountMinor)
            .check(z.describe('After, in minor units; absent where it was withdrawn.')),
        }),
      )
      .check(z.describe('Each price that is another now.')),
  }),
});

export type PriceChanged = z.infer<typeof priceChanged.data>;
