import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { sku } from '../fields/identifiers.ts';
import { category } from './category.ts';
import { priceChange, product, productHead, productVariant } from './model.ts';

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
  data: () =>
    z.object({
      product,
      skusRemoved: z
        .optional(z.array(sku))
        .check(z.describe('SKUs that the product had until this change, and no longer has.')),
    }),
});

export const variantChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'VariantChanged',
  version: 1,
  summary: 'A variant was created, changed or archived by itself. Contains the whole variant.',
  data: () => z.object({ product: productHead, variant: productVariant }),
});

export const priceChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'PriceChanged',
  version: 1,
  summary: 'Prices of variants changed. Contains the product after the change, with up to 48 variants.',
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

export const categoryChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.catalog',
  type: 'CategoryChanged',
  version: 1,
  summary: 'A category was created, changed, moved or removed. Contains the category.',
  data: () =>
    z.object({
      category,
      isRemoved: z
        .optional(z.literal(true))
        .check(z.describe('The category was removed; `category` is how it was. Absent otherwise.')),
    }),
});
