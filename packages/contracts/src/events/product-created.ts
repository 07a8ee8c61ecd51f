import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { product } from '../models/product.ts';

/** A product was created. Contains the whole product. */
export const productCreated = defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductCreated',
  version: 1,
  summary: 'A product was created. Contains the whole product.',
  data: z.object({ product }),
});

export type ProductCreated = z.infer<typeof productCreated.data>;
