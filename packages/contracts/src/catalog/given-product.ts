import * as z from 'zod/mini';
import { givenComponents } from '../fields/components.ts';
import { sku } from '../fields/identifiers.ts';
import { language } from '../fields/language.ts';
import { MAX_METADATA_KEY_LENGTH, MAX_METADATA_VALUE_LENGTH } from '../fields/metadata.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { slug } from '../fields/slug.ts';
import { block, line, noCardNumber } from '../fields/text.ts';
import {
  MAX_ATTRIBUTE_VALUES,
  MAX_ATTRIBUTES,
  MAX_CATEGORIES,
  MAX_LANGUAGES,
  MAX_METADATA_OF_PRODUCT,
  MAX_OPTION_VALUES,
  MAX_OPTIONS,
  MAX_VARIANTS,
} from './model.ts';

/**
 * Numbers of attributes: DynamoDB rejects those that are larger or smaller than its own.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
const MIN_NUMBER = 1e-9;
const MAX_NUMBER = 1e15;

const title = line(200).check(noCardNumber(), notPersonal('text about a product'));
const option = line(50).check(noCardNumber(), notPersonal('text about a product'));

const description = block(5_000, 0).check(noCardNumber(), notPersonal('text about a product'));

/** Check: a record has at most `maximum` entries. */
const atMostEntries = (maximum: number, noun: string) =>
  z.refine<Readonly<Record<string, unknown>>>((given) => Object.keys(given).length <= maximum, {
    error: `must have at most ${maximum} ${noun}`,
  });

/** Check: no two values of a list are the same by a key. */
const withoutRepeats = <Value>(toKey: (value: Value) => string, noun: string) =>
  z.refine<readonly Value[]>((values) => new Set(values.map(toKey)).size === values.length, {
    error: `must not have one ${noun} twice`,
  });

const textsOfLanguage = z.strictObject({
  title: z.optional(title).check(z.describe('Name in the shop, in this language.')),
  description: z.optional(description).check(z.describe('Description, in this language.')),
});

/** Texts by language, with values of a schema. */
const textsOf = <Value extends z.ZodMiniType>(value: Value) =>
  z
    .record(language, value)
    .check(
      atMostEntries(MAX_LANGUAGES, 'languages'),
      z.describe('Title and description in other languages, by their tags of BCP 47.'),
    );

const metadataValue = block(MAX_METADATA_VALUE_LENGTH).check(
  noCardNumber(),
  notPersonal('text about a product'),
);

/** Metadata with values of a schema. */
const metadataOf = <Value extends z.ZodMiniType>(value: Value) =>
  z
    .record(line(MAX_METADATA_KEY_LENGTH).check(noCardNumber(), notPersonal('text about a product')), value)
    .check(
      atMostEntries(MAX_METADATA_OF_PRODUCT, 'entries'),
      z.describe("The caller's own facts about the product. Everybody can read them."),
    );

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
  z
    .record(option, value)
    .check(
      atMostEntries(MAX_ATTRIBUTES, 'attributes'),
      z.describe(
        'Facts about the goods, such as {material: "steel", volumeMl: 350, dishwasherSafe: true}. A value is a text, a number, a boolean or a list of texts.',
      ),
    );

const attributes = attributesOf(attributeValue);

const fieldsOfVariant = {
  title: z.optional(title).check(z.describe("Title, where it differs from the product's.")),
  options: z._default(
    z
      .record(option, title)
      .check(
        atMostEntries(MAX_OPTIONS, 'options'),
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
  components: z.optional(givenComponents),
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
  description,
  texts: textsOf(textsOfLanguage),
  categories: z
    .array(slug)
    .check(
      z.maxLength(MAX_CATEGORIES, { abort: true }),
      z.describe('Slugs of the categories that the product is in.'),
    ),
  taxClass,
  attributes,
  options: z
    .array(
      z.strictObject({
        name: option.check(z.describe('Name of the option.')),
        values: z
          ._default(
            z.array(title).check(
              z.maxLength(MAX_OPTION_VALUES, { abort: true }),
              withoutRepeats<string>((value) => value, 'value'),
            ),
            [],
          )
          .check(z.describe('Values in the order to show them.')),
      }),
    )
    .check(
      z.maxLength(MAX_OPTIONS, { abort: true }),
      withoutRepeats<{ readonly name: string }>(({ name }) => name, 'option'),
      z.describe('Options of its variants in the order to show them, each with its values in order.'),
    ),
  metadata: metadataOf(metadataValue),
  variants: z.array(variant).check(
    z.minLength(1),
    z.maxLength(MAX_VARIANTS, { abort: true }),
    withoutRepeats<{ readonly sku: string }>((each) => each.sku, 'SKU'),
    z.describe('Variants, each sold under one SKU.'),
  ),
};

/** Changes of attributes (RFC 7396): each that is given is set, and null removes it. */
export const attributeChanges = attributesOf(z.nullable(attributeValue));

/** Changes of texts (RFC 7396): those of each language that is given are replaced, and null removes them. */
export const textChanges = textsOf(z.nullable(textsOfLanguage));

/** Changes of metadata (RFC 7396): each entry that is given is set, and null removes it. */
export const metadataChanges = metadataOf(z.nullable(metadataValue));
