import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { priceChange, product } from './model.ts';

export const productCreated = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductCreated',
  version: 1,
  summary: 'A product was created. Contains the whole product.',
  data: () => z.object({ product }),
});

export const productUpdated = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductUpdated',
  version: 1,
  summary: 'A product was changed or published. Contains the whole product after the change.',
  data: () => z.object({ product }),
});

export const priceChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'PriceChanged',
  version: 1,
  summary: 'Prices of variants changed. Contains the whole product after the change.',
  data: () =>
    z.object({
      product,
      changes: z.array(priceChange).check(z.describe('Prices that changed.')),
    }),
});

export const productArchived = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'ProductArchived',
  version: 1,
  summary: 'A product was archived. Contains the whole product.',
  data: () => z.object({ product }),
});
