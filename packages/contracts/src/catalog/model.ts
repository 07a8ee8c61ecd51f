import * as z from 'zod/mini';
import { components } from '../fields/components.ts';
import { productId, sku } from '../fields/identifiers.ts';
import { storedLanguage } from '../fields/language.ts';
import { MAX_METADATA_VALUE_LENGTH } from '../fields/metadata.ts';
import { amountMinor, anyCurrency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

/**
 * Variants in one request or event with a whole product. A product and the claims on its SKUs are written in one transaction
 * of at most 100 items: when all SKUs are exchanged at once, 2 × 48 claims, two slugs and the product itself come to 99.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const MAX_VARIANTS = 48;

/** Variants of a product, archived ones included. Those beyond `MAX_VARIANTS` are created one by one. */
export const MAX_VARIANTS_OF_PRODUCT = 2_000;
export const MAX_CATEGORIES = 10;

/** Maximum number of attributes of a product or of a variant, and of values of an attribute that is a list. */
export const MAX_ATTRIBUTES = 50;
export const MAX_ATTRIBUTE_VALUES = 50;

/** Maximum number of languages of a product, besides its own. */
export const MAX_LANGUAGES = 40;
/** Maximum number of options of a product or of a variant. */
export const MAX_OPTIONS = 10;
/** Maximum number of values of an option of a product that have a place. */
export const MAX_OPTION_VALUES = 100;
/** Maximum entries of metadata of a product, as Stripe has it. @see https://docs.stripe.com/metadata */
export const MAX_METADATA_OF_PRODUCT = 50;

/** Tax class of a product that has none. */
export const DEFAULT_TAX_CLASS = 'standard';

/** Maximum number of SKUs per request. */
export const MAX_BULK_SKUS = 100;

/**
 * Maximum and default page size of the feed: those of commercetools and of Shopify's Storefront API. A query of DynamoDB reads
 * one megabyte, so a page of large products is shorter.
 * @see https://docs.commercetools.com/api/general-concepts#limit
 * @see https://shopify.dev/docs/api/usage/pagination-graphql
 */
export const MAX_FEED_PAGE_SIZE = 500;
export const DEFAULT_FEED_PAGE_SIZE = 250;

const storedTitle = z.string().check(z.minLength(1), z.maxLength(200), notPersonal('text about a product'));
const storedOption = z.string().check(z.minLength(1), z.maxLength(50), notPersonal('text about a product'));
const storedSlug = z.string().check(z.maxLength(100), notPersonal('name of a product or category'));

const storedDescription = z.string().check(z.maxLength(5_000), notPersonal('text about a product'));

/** The texts of a product in one more language. */
const storedTexts = z.object({
  title: z.optional(storedTitle).check(z.describe('Name in the shop, in this language.')),
  description: z.optional(storedDescription).check(z.describe('Description, in this language.')),
});

const taxClass = z
  .optional(z.string().check(z.minLength(1), z.maxLength(50), notPersonal('kind of goods')))
  .check(
    z.describe("Tax class. A variant without one has that of its product, whose default is 'standard'."),
  );

/** The value of an attribute: text, number, boolean, or a list of texts. */
const attributeValue = z.union([storedTitle, z.number(), z.boolean(), z.array(storedTitle)]);

const attributes = z
  .optional(z.record(storedOption, attributeValue))
  .check(
    z.describe(
      'Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts.',
    ),
  );

/** The price of one unit by currency: `{GBP: 255, EUR: 299}`, in minor units. */
export const prices = z
  .record(anyCurrency, amountMinor)
  .check(z.describe('Price of one unit by currency, in minor units.'));

export const priceChange = /* @__PURE__ */ z
  .object({
    sku,
    currency: anyCurrency,
    fromMinor: z
      .optional(amountMinor)
      .check(z.describe('Price before, in minor units; absent if the price is new.')),
    toMinor: z
      .optional(amountMinor)
      .check(z.describe('Price after, in minor units; absent if it was withdrawn.')),
  })
  .register(z.globalRegistry, { description: 'Change of the price of a SKU in one currency.' });

export const variant = /* @__PURE__ */ z
  .object({
    sku,
    title: z.optional(storedTitle).check(z.describe("Title, where it differs from the product's.")),
    options: z._default(
      z
        .record(storedOption, storedTitle)
        .check(z.describe('Options that distinguish it from other variants: {size: "M", colour: "red"}.')),
      {},
    ),
    prices,
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
    taxClass,
    attributes,
    components: z.optional(components),
  })
  .register(z.globalRegistry, { description: 'Variant of a product, sold under one SKU.' });

const variantStatus = z
  .enum(['active', 'archived'])
  .check(z.describe('active: for sale if its product is; archived: no longer for sale.'));

/** A variant as a resource of its own. Its version is that of its product at its last change. */
export const productVariant = /* @__PURE__ */ z
  .object({ ...variant.shape, productId, status: variantStatus, version })
  .register(z.globalRegistry, { description: 'Variant of a product, with its own version.' });

export type ProductVariant = z.infer<typeof productVariant>;

export type Variant = z.infer<typeof variant>;

export const productStatus = z
  .enum(['draft', 'active', 'archived'])
  .check(z.describe('draft: not yet for sale; active: for sale; archived: no longer for sale.'));

export type ProductStatus = z.infer<typeof productStatus>;

/**
 * A product as the API and events return it. It is open: a stricter rule must not make a stored product unreadable.
 * `given-product.ts` restricts what callers send.
 */
export const product = /* @__PURE__ */ z
  .object({
    id: productId,
    status: productStatus,
    version,
    title: storedTitle.check(z.describe('Name in the shop.')),
    slug: storedSlug.check(z.describe('Name in URLs.')),
    description: z
      .optional(storedDescription)
      .check(z.describe('Description, as text of one or several lines.')),
    texts: z
      .optional(z.record(storedLanguage, storedTexts))
      .check(z.describe('Title and description in other languages, by their tags of BCP 47.')),
    categories: z._default(
      z
        .array(storedSlug)
        .check(z.maxLength(MAX_CATEGORIES), z.describe('Slugs of the categories that the product is in.')),
      [],
    ),
    taxClass,
    attributes,
    options: z
      .optional(
        z.array(
          z.object({
            name: storedOption.check(z.describe('Name of the option.')),
            values: z.array(storedTitle).check(z.describe('Values in the order to show them.')),
          }),
        ),
      )
      .check(z.describe('Options of its variants in the order to show them, each with its values in order.')),
    metadata: z
      .optional(
        z.record(
          z.string().check(notPersonal('text about a product')),
          z.string().check(z.maxLength(MAX_METADATA_VALUE_LENGTH), notPersonal('text about a product')),
        ),
      )
      .check(z.describe("The caller's own facts about the product. Everybody can read them.")),
    variants: z
      .array(variant)
      .check(
        z.maxLength(MAX_VARIANTS),
        z.describe(
          `Variants that are not archived, each sold under one SKU: all, or the first ${MAX_VARIANTS} if there are more.`,
        ),
      ),
    variantCount: z
      .optional(z.int().check(z.minimum(0), z.maximum(MAX_VARIANTS_OF_PRODUCT)))
      .check(z.describe('Number of variants that are not archived.')),
    publishAt: z
      .optional(timestamp)
      .check(z.describe('Time from which a draft is for sale. Absent when it has come.')),
    unpublishAt: z
      .optional(timestamp)
      .check(z.describe('Time from which the product is a draft again. Absent when it has come.')),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Product with its variants.' });

export type Product = z.infer<typeof product>;

/** A product in events of one of its variants: without its longer texts and its variants. */
export const productHead = /* @__PURE__ */ z
  .omit(product, { description: true, texts: true, variants: true })
  .register(z.globalRegistry, { description: 'Product without its longer texts and its variants.' });
