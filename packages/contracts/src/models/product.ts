import * as z from 'zod/mini';
import { productId, sku } from '../fields/identifiers.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { slug, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

/**
 * A product and the claims on its SKUs are written in one transaction of at most 100 items: when all SKUs are
 * exchanged at once, 2 × 48 claims, two slugs and the product itself come to 99.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const MAX_VARIANTS = 48;
export const MAX_CATEGORIES = 10;
export const MAX_OPTIONS = 10;
export const MAX_BULK_SKUS = 100;

const shortText = z.string().check(z.trim(), z.minLength(1), z.maxLength(200), unicode());
/** What there is to say of a product. */
export const productDescription = z.string().check(z.trim(), z.maxLength(5_000), unicode());

/** The price of one unit by currency: `{GBP: 255, EUR: 299}`, in minor units. */
export const prices = z
  .record(currency, amountMinor)
  .check(z.describe('The price of one unit by currency, in minor units.'));

export const priceChange = z
  .object({
    sku,
    currency,
    fromMinor: z
      .optional(amountMinor)
      .check(z.describe('Before, in minor units; absent where the price is new.')),
    toMinor: z
      .optional(amountMinor)
      .check(z.describe('After, in minor units; absent where it was withdrawn.')),
  })
  .register(z.globalRegistry, { description: 'What became of the price of a SKU in one currency.' });

export type PriceChange = z.infer<typeof priceChange>;

export const variant = z
  .object({
    sku,
    title: z.optional(shortText).check(z.describe('Where it differs from the product’s.')),
    options: z._default(
      z.record(z.string().check(z.minLength(1), z.maxLength(50), unicode()), shortText).check(
        z.refine((options) => Object.keys(options).length <= MAX_OPTIONS, {
          error: `must have at most ${MAX_OPTIONS} options`,
        }),
        z.describe('What tells it from its siblings: {size: "M", colour: "red"}.'),
      ),
      {},
    ),
    prices,
    weightGrams: z
      .optional(z.int().check(z.minimum(0), z.maximum(10_000_000)))
      .check(z.describe('Of one unit with its packing, in grams.')),
  })
  .register(z.globalRegistry, { description: 'What is sold, under one SKU.' });

export type Variant = z.infer<typeof variant>;

export const productStatus = z
  .enum(['draft', 'active', 'archived'])
  .check(z.describe('draft: not yet for sale; active: for sale; archived: out of sale for good.'));

export type ProductStatus = z.infer<typeof productStatus>;

/**
 * The variants of a product.
 *
 * @param item the schema of one: open, as we say it, or strict, as a caller has to
 */
export function variantsOf<Item extends z.ZodMiniType<Variant>>(item: Item) {
  return z.array(item).check(
    z.minLength(1),
    z.maxLength(MAX_VARIANTS),
    z.refine((variants) => new Set(variants.map((each) => each.sku)).size === variants.length, {
      error: 'must not name one SKU twice',
    }),
    z.describe('What is sold of it, each under a SKU.'),
  );
}

/** What is said of a product. */
export const productDetails = {
  title: shortText.check(z.describe('What it is called in the shop.')),
  slug,
  description: z.optional(productDescription).check(z.describe('What there is to say of it, as text.')),
  categories: z._default(
    z
      .array(slug)
      .check(z.maxLength(MAX_CATEGORIES), z.describe('The slugs of the categories that it is in.')),
    [],
  ),
  variants: variantsOf(variant),
};

/** The product as the API and the events show it. */
export const product = z
  .object({
    id: productId,
    status: productStatus,
    version,
    ...productDetails,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'A product with its variants, as it is.' });

export type Product = z.infer<typeof product>;
