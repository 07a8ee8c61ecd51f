import * as z from 'zod/mini';
import { sku } from '../fields/identifiers.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { slug } from '../fields/slug.ts';
import { block, line, noCardNumber } from '../fields/text.ts';
import { MAX_CATEGORIES, MAX_VARIANTS } from './model.ts';

const MAX_OPTIONS = 10;

const title = line(200).check(noCardNumber(), notPersonal('text about a product'));
const option = line(50).check(noCardNumber(), notPersonal('text about a product'));

const variant = z
  .strictObject({
    sku,
    title: z.optional(title).check(z.describe("Title, where it differs from the product's.")),
    options: z._default(
      z.record(option, title).check(
        z.refine((options) => Object.keys(options).length <= MAX_OPTIONS, {
          error: `must have at most ${MAX_OPTIONS} options`,
        }),
        z.describe('Options that distinguish it from other variants: {size: "M", colour: "red"}.'),
      ),
      {},
    ),
    prices: z
      .record(currency, amountMinor)
      .check(z.describe('Price of one unit by currency, in minor units.')),
    weightGrams: z
      .optional(z.int().check(z.minimum(0), z.maximum(10_000_000)))
      .check(z.describe('Weight of one unit with its packaging, in grams.')),
    purchaseLimit: z
      .optional(z.int().check(z.minimum(1), z.maximum(1_000_000)))
      .check(
        z.describe(
          'Maximum units of this SKU in one order, on all its lines. Without it, there is no limit.',
        ),
      ),
  })
  .check(z.describe('Variant of a product, sold under one SKU.'));

/** The fields of a product as a caller sends them. */
export const givenProduct = {
  title: title.check(z.describe('Name in the shop.')),
  slug,
  description: block(5_000, 0).check(noCardNumber(), notPersonal('text about a product')),
  categories: z
    .array(slug)
    .check(
      z.maxLength(MAX_CATEGORIES, { abort: true }),
      z.describe('Slugs of the categories that the product is in.'),
    ),
  variants: z.array(variant).check(
    z.minLength(1),
    z.maxLength(MAX_VARIANTS, { abort: true }),
    z.refine((variants) => new Set(variants.map((each) => each.sku)).size === variants.length, {
      error: 'must not have one SKU twice',
    }),
    z.describe('Variants, each sold under one SKU.'),
  ),
};
