import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { product } from '../models/product.ts';

/** A product was changed or published. Contains the whole product after the change. */
export const productUpdated = defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductUpdated',
  version: 1,
  summary: 'A product was changed or published. Contains the whole product after the change.',
  data: z.object({ product }),
});

export type ProductUpdated = z.infer<typeof productUpdated.data>;
