import * as z from 'zod/mini';
import { components } from './components.ts';
import { sku } from './identifiers.ts';
import { amountMinor, anyCurrency } from './money.ts';
import { notPersonal } from './personal-data.ts';
import { timestamp } from './timestamp.ts';

/** Maximum lines of a quote, as of `packages/quote`. */
const MAX_QUOTE_LINES = 1_000;
/** Maximum promotions of a quote, and of one line, as of `packages/quote`. */
const MAX_DISCOUNTS = 100;
/** Maximum taxes of a line, as of `packages/quote`. */
const MAX_TAXES = 10;
/** Maximum different taxes of a quote: each line may have others. */
const MAX_TAXES_OF_QUOTE = MAX_QUOTE_LINES;
/** Maximum shipping methods of a quote, as of `packages/quote`. */
const MAX_SHIPPING = 20;

const promotion = z
  .string()
  .check(z.maxLength(100), z.describe('Id of the promotion.'), notPersonal('id of a promotion'));
const name = (of: string, why: string) =>
  z.string().check(z.maxLength(200), z.describe(of), notPersonal(why));

/** Part of the discount of a promotion, on a line or on shipping. */
export const discountShare = /* @__PURE__ */ z
  .object({
    promotion,
    minor: amountMinor.check(z.describe('Discount in minor units.')),
  })
  .register(z.globalRegistry, { description: 'Share of the discount of a promotion.' });

/** A tax of a line or of shipping, or the sum of one tax over all of them. */
export const quoteTax = /* @__PURE__ */ z
  .object({
    class: name('Tax class of the goods or of shipping.', 'name of a tax class'),
    name: name('Name of the tax, such as VAT.', 'name of a tax'),
    ppm: z
      .int()
      .check(
        z.minimum(0),
        z.maximum(1_000_000),
        z.describe('Rate in parts per million: 20 percent is 200000.'),
      ),
    baseMinor: amountMinor.check(z.describe('Amount that the rate is applied to, without this tax.')),
    taxMinor: amountMinor.check(z.describe('Tax in minor units.')),
    exemption: z
      .optional(z.string().check(z.maxLength(200)))
      .check(z.describe('Reason for which the buyer is exempt.'), notPersonal('reason of an exemption')),
  })
  .register(z.globalRegistry, { description: 'Tax of a line or of shipping.' });

const discountsOfLine = z
  .array(discountShare)
  .check(z.maxLength(MAX_DISCOUNTS), z.describe('Discounts of the line.'));
const taxesOfLine = z.array(quoteTax).check(z.maxLength(MAX_TAXES), z.describe('Taxes of the line.'));

/** Fields that a line of a quote has besides SKU, title, quantity and unit price. */
export const quoteLineFields = {
  lineId: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(100),
      z.describe('Id of the line. It never changes.'),
      notPersonal('id of a line'),
    ),
  wasMinor: z
    .optional(amountMinor)
    .check(z.describe('Base price of one unit, if that of the price list is lower.')),
  priceList: z
    .optional(z.string().check(z.maxLength(100)))
    .check(z.describe('Id of the price list of the unit price.'), notPersonal('id of a price list')),
  gift: z
    .optional(promotion)
    .check(z.describe('Id of the promotion whose gift the line is.'), notPersonal('id of a promotion')),
  components: z.optional(components),
  discounts: discountsOfLine,
  taxes: taxesOfLine,
  totalMinor: amountMinor.check(
    z.describe(
      'Amount of the line: all units, less discounts, plus taxes that are not included in the prices.',
    ),
  ),
};

/** A line of a quote. */
export const quoteLine = /* @__PURE__ */ z
  .object({
    sku,
    title: z.string().check(z.describe('Title of the variant.'), notPersonal('text about a product')),
    quantity: z.int().check(z.minimum(1), z.maximum(1_000_000), z.describe('Units.')),
    unitPriceMinor: amountMinor.check(z.describe('Price of one unit before discounts.')),
    ...quoteLineFields,
  })
  .register(z.globalRegistry, { description: 'Line of a quote.' });

/** A shipping method with its price in a quote. */
export const quoteShipping = /* @__PURE__ */ z
  .object({
    methodId: z
      .string()
      .check(
        z.maxLength(100),
        z.describe('Id of the shipping method.'),
        notPersonal('id of a shipping method'),
      ),
    name: name('Name of the shipping method.', 'name of a shipping method'),
    priceMinor: amountMinor.check(z.describe('Price before discounts.')),
    discounts: z.array(discountShare).check(z.maxLength(MAX_DISCOUNTS), z.describe('Discounts of shipping.')),
    taxes: z.array(quoteTax).check(z.maxLength(MAX_TAXES), z.describe('Taxes of shipping.')),
    totalMinor: amountMinor.check(
      z.describe('Amount of shipping: its price, less discounts, plus taxes that are not included in it.'),
    ),
  })
  .register(z.globalRegistry, { description: 'Shipping of a quote.' });

/** The discount of one promotion on all lines and on shipping. */
export const quoteDiscount = /* @__PURE__ */ z
  .object({
    promotion,
    name: name('Name of the promotion.', 'name of a promotion'),
    code: z
      .optional(z.string().check(z.maxLength(100)))
      .check(z.describe('Code that the customer gave.'), notPersonal('discount code')),
    hasBudget: z
      .optional(z.boolean())
      .check(z.describe('True if the promotion has a budget: an order holds the discount in it.')),
    minor: amountMinor.check(z.describe('Discount in minor units.')),
  })
  .register(z.globalRegistry, { description: 'Discount of a promotion.' });

/** Amounts of a quote in minor units. */
export const quoteTotals = /* @__PURE__ */ z
  .object({
    linesMinor: amountMinor.check(z.describe('All units of all lines before discounts.')),
    shippingMinor: amountMinor.check(z.describe('Shipping before discounts.')),
    discountMinor: amountMinor.check(z.describe('All discounts.')),
    taxMinor: amountMinor.check(z.describe('All taxes.')),
    totalMinor: amountMinor.check(
      z.describe('Lines and shipping, less discounts, plus taxes that are not included in the prices.'),
    ),
    creditMinor: amountMinor.check(z.describe('Store credit and gift cards that are used.')),
    dueMinor: amountMinor.check(z.describe('Rest of the total that is paid by other means.')),
  })
  .register(z.globalRegistry, { description: 'Amounts in minor units of the currency.' });

/** The parts of a quote that an order shows beside its lines and its currency. */
export const quoteParts = {
  taxIncluded: z.boolean().check(z.describe('True if the prices include the taxes.')),
  shipping: z
    .array(quoteShipping)
    .check(z.maxLength(MAX_SHIPPING), z.describe('Shipping methods with their prices.')),
  discounts: z.array(quoteDiscount).check(z.maxLength(MAX_DISCOUNTS), z.describe('Discounts by promotion.')),
  taxes: z.array(quoteTax).check(z.maxLength(MAX_TAXES_OF_QUOTE), z.describe('Sums of each tax.')),
  totals: quoteTotals,
};

const quoteHead = {
  id: z
    .string()
    .check(z.maxLength(100), z.describe('Id of the quote: qte_ and a ULID.'), notPersonal('id of a quote')),
  at: timestamp.check(z.describe('Time of prices, promotions and rates.')),
  ...quoteParts,
  fingerprint: z
    .string()
    .check(
      z.maxLength(64),
      z.describe('SHA-256 of the content: equal for quotes with the same content at different times.'),
      notPersonal('hash of amounts'),
    ),
  expiresAt: timestamp.check(z.describe('Time until which the quote can be ordered.')),
};

/** The quote of an order without its currency and its lines, which are beside it. */
export const quoteOfOrder = /* @__PURE__ */ z
  .object(quoteHead)
  .register(z.globalRegistry, { description: 'Quote of an order, without currency and lines.' });

/** The money of a cart or an order, as `packages/quote` computes it. */
export const quote = /* @__PURE__ */ z
  .object({
    ...quoteHead,
    currency: anyCurrency,
    lines: z
      .array(quoteLine)
      .check(z.minLength(1), z.maxLength(MAX_QUOTE_LINES), z.describe('Lines, at least one.')),
  })
  .register(z.globalRegistry, { description: 'Quote: the money of a cart or an order.' });
