import * as z from 'zod/mini';
import { sku } from '../fields/identifiers.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { slug } from '../fields/slug.ts';
import { block, line, noCardNumber } from '../fields/text.ts';
import { MAX_ATTRIBUTE_VALUES, MAX_ATTRIBUTES, MAX_CATEGORIES, MAX_VARIANTS } from './model.ts';

const MAX_OPTIONS = 10;
/**
 * Numbers of attributes: DynamoDB rejects those that are larger or smaller than its own.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
const MIN_NUMBER = 1e-9;
const MAX_NUMBER = 1e15;

const title = line(200).check(noCardNumber(), notPersonal('text about a product'));
const option = line(50).check(noCardNumber(), notPersonal('text about a product'));

const taxClass = line(50).check(
  noCardNumber(),
  notPersonal('kind of goods'),
  z.describe("Tax class. A variant without one has that of its product, whose default is 'standard'."),
);

const attributeValue = z.union(
  [
    title,
    z.number().check(
      z.refine((value) => value === 0 || (Math.abs(value) >= MIN_NUMBER && Math.abs(value) <= MAX_NUMBER), {
        error: `must be 0, or from ${MIN_NUMBER} to ${MAX_NUMBER} without its sign`,
      }),
    ),
    z.boolean(),
    z.array(title).check(z.maxLength(MAX_ATTRIBUTE_VALUES, { abort: true })),
  ],
  { error: 'must be a text, a number, a boolean or a list of texts' },
);

/** Attributes with values of a schema, at most `MAX_ATTRIBUTES`. */
const attributesOf = <Value extends z.ZodMiniType>(value: Value) =>
  z.record(option, value).check(
    z.refine((given) => Object.keys(given).length <= MAX_ATTRIBUTES, {
      error: `must have at most ${MAX_ATTRIBUTES} attributes`,
    }),
    z.describe(
      'Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts.',
    ),
  );

const attributes = attributesOf(attributeValue);

const fieldsOfVariant = {
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
  prices: z.record(currency, amountMinor).check(z.describe('Price of one unit by currency, in minor units.')),
  weightGrams: z
    .optional(z.int().check(z.minimum(0), z.maximum(10_000_000)))
    .check(z.describe('Weight of one unit with its packaging, in grams.')),
  purchaseLimit: z
    .optional(z.int().check(z.minimum(1), z.maximum(1_000_000)))
    .check(
      z.describe('Maximum units of this SKU in one order, on all its lines. Without it, there is no limit.'),
    ),
  taxClass: z.optional(taxClass),
  attributes: z.optional(attributes),
};

/** A variant as a caller puts it: its SKU is in the path. */
export const givenVariant = /* @__PURE__ */ z.strictObject(fieldsOfVariant);

const variant = z
  .strictObject({ sku, ...fieldsOfVariant })
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
  taxClass,
  attributes,
  variants: z.array(variant).check(
    z.minLength(1),
    z.maxLength(MAX_VARIANTS, { abort: true }),
    z.refine((variants) => new Set(variants.map((each) => each.sku)).size === variants.length, {
      error: 'must not have one SKU twice',
    }),
    z.describe('Variants, each sold under one SKU.'),
  ),
};

/** Changes of attributes (RFC 7396): each that is given is set, and null removes it. */
export const attributeChanges = attributesOf(z.nullable(attributeValue));
