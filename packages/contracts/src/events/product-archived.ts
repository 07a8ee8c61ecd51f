import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { product } from '../models/product.ts';

/** A product was archived. Contains the whole product. */
export const productArchived = defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductArchived',
  version: 1,
  summary: 'A product was archived. Contains the whole product.',
  data: z.object({ product }),
});

export type ProductArchived = z.infer<typeof productArchived.data>;
