import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import * as z from 'zod/mini';
import { currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';

/** Maximum number of values of options and attributes in one request for a list. */
export const MAX_LIST_VALUES = 10;
const MAX_VALUES_LENGTH = 1_000;

const sorts = ['newest', 'title', '-title', 'price', '-price'] as const;

const priceMinor = z.pipe(
  z.string().check(z.regex(/^\d{1,15}$/, 'must be a whole number')),
  z.pipe(z.transform(Number), z.int().check(z.minimum(0), z.maximum(MAX_AMOUNT_MINOR))),
);

const values = z.pipe(
  z.string().check(
    z.maxLength(MAX_VALUES_LENGTH, { abort: true }),
    z.refine((given) => pairsIn(given).every((pair) => /^[^:]+:./.test(pair)), {
      error: 'must be names with values, such as colour:red,size:M',
    }),
    z.refine((given) => pairsIn(given).length <= MAX_LIST_VALUES, {
      error: `must have at most ${MAX_LIST_VALUES} values`,
    }),
    notPersonal('text about a product'),
  ),
  z.pipe(
    z.transform((given: string) => [...new Set(pairsIn(given))].sort()),
    z.array(z.string().check(notPersonal('text about a product'))),
  ),
);

/** Filters and order of the public list of products, beside its category. */
export const ofProductList = {
  sort: z
    ._default(z.enum(sorts), 'newest')
    .check(
      z.describe(
        'Order: newest first, by title, or by the lowest price in `currency`; `-` reverses it. Products that are equal in it are ordered by their ids.',
      ),
    ),
  currency: z
    .optional(currency)
    .check(
      z.describe('Currency of prices. Needed by `minPriceMinor`, `maxPriceMinor` and an order by price.'),
    ),
  minPriceMinor: z
    .optional(priceMinor)
    .check(z.describe('Only products whose lowest price in `currency` is at least this, in minor units.')),
  maxPriceMinor: z
    .optional(priceMinor)
    .check(z.describe('Only products whose lowest price in `currency` is at most this, in minor units.')),
  values: z
    .optional(values)
    .check(
      z.describe(
        `Only products with these values of options or attributes, up to ${MAX_LIST_VALUES}: \`colour:red,colour:blue,size:M\` returns those that are red or blue, and have size M.`,
      ),
    ),
  forSale: z
    .optional(z.literal('true'))
    .check(
      z.describe(
        'Only products with a variant that can be sold; with `currency`, one that has a price in it.',
      ),
    ),
};

type Given = {
  readonly sort: (typeof sorts)[number];
  readonly currency?: string | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
};

/** Checks of the filters together. Each error names the field that is missing or wrong. */
export const productListRules = [
  z.refine<Given>(
    ({ sort, currency: given }) => given !== undefined || (sort !== 'price' && sort !== '-price'),
    { path: ['currency'], error: 'is required with sort=price' },
  ),
  z.refine<Given>(
    ({ currency: given, minPriceMinor, maxPriceMinor }) =>
      given !== undefined || (minPriceMinor === undefined && maxPriceMinor === undefined),
    { path: ['currency'], error: 'is required with minPriceMinor and maxPriceMinor' },
  ),
  z.refine<Given>(
    ({ minPriceMinor = 0, maxPriceMinor = MAX_AMOUNT_MINOR }) => minPriceMinor <= maxPriceMinor,
    { path: ['maxPriceMinor'], error: 'must not be less than minPriceMinor' },
  ),
] as const;

function pairsIn(given: string): readonly string[] {
  return given.split(',').map((pair) => pair.trim().normalize('NFC'));
}
