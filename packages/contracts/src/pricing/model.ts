import * as z from 'zod/mini';
import { customerGroup } from '../customers/model.ts';
import {
  discountCodeId,
  priceListId,
  profileId,
  promotionId,
  sku,
  taxExemptionId,
  taxJurisdictionId,
} from '../fields/identifiers.ts';
import { amountMinor, anyCurrency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { storedText } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { MAX_BUDGETS_OF_ORDER, MAX_PROMOTIONS_OF_CODE, MAX_RATES, MAX_TIERS } from './limits.ts';

const WORD = /^[a-z0-9][a-z0-9-]{0,39}$/;
const WORD_RULE = 'must be 1 to 40 lower-case letters, digits and hyphens, beginning with a letter or digit';
const word = (description: string) => z.string().check(z.regex(WORD, WORD_RULE), z.describe(description));

const storedCountry = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/), z.describe('ISO 3166-1 alpha-2 country code, such as GB.'));
const storedName = storedText(200).check(notPersonal('name of a price list, promotion or tax'));
const createdAt = timestamp.check(z.describe('Time of the creation.'));
const updatedAt = timestamp.check(z.describe('Time of the last change.'));
/** Parts per million: 200,000 is 20 %. */
export const ppm = z
  .int()
  .check(z.minimum(0), z.maximum(1_000_000), z.describe('Parts per million: 200000 is 20 %.'));

/** A sales channel. */
export const channel = /* @__PURE__ */ word(
  'Sales channel, such as web or marketplace: 1 to 40 lower-case letters, digits and hyphens.',
);

/** A tax class, as products name it. */
export const taxClass = /* @__PURE__ */ word(
  'Tax class of goods, such as standard, reduced or zero: 1 to 40 lower-case letters, digits and hyphens.',
);

/** Amounts in minor units by currency. */
export const minorByCurrency = z
  .record(anyCurrency, amountMinor)
  .check(z.describe('Amount in minor units by currency: {"EUR": 5000, "GBP": 4500}.'));

/** States of price lists and promotions. */
export const termsStatus = z
  .enum(['draft', 'active', 'paused', 'ended'])
  .check(z.describe('draft: not yet in force; active: in force within its period; paused; ended: for good.'));

/** Conditions under which a price list counts. */
export const priceListConditions = {
  customerGroup: z.optional(customerGroup),
  country: z.optional(storedCountry).check(z.describe('Country that the goods are shipped to.')),
  channel: z.optional(channel),
};

/** A price list, without its prices. */
export const priceList = /* @__PURE__ */ z
  .object({
    id: priceListId,
    name: storedName.check(z.describe('Name of the price list.')),
    priority: z.int().check(z.describe('Priority among lists with as many conditions, the highest first.')),
    status: termsStatus,
    validFrom: z.optional(timestamp).check(z.describe('Time from which the list counts.')),
    validUntil: z.optional(timestamp).check(z.describe('Time before which the list counts.')),
    conditions: z
      .object(priceListConditions)
      .check(z.describe('Conditions of the list. It counts if all hold.')),
    taxIncluded: z
      .boolean()
      .check(z.describe('True if its prices include the tax. It counts in markets whose prices do, too.')),
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, { description: 'Price list, without its prices.' });

export type PriceList = z.infer<typeof priceList>;

/** A price of one unit from a quantity on. */
export const priceTier = /* @__PURE__ */ z
  .object({
    currency: anyCurrency,
    minQuantity: z
      .int()
      .check(
        z.minimum(1),
        z.maximum(1_000_000),
        z.describe('Units of the SKU in the whole cart from which the price counts.'),
      ),
    minor: amountMinor.check(z.describe('Price of one unit in minor units.')),
  })
  .register(z.globalRegistry, { description: 'Price of one unit from a quantity on.' });

/** The prices of a SKU in a price list. */
export const listPrices = /* @__PURE__ */ z
  .object({
    priceListId,
    sku,
    tiers: z
      .array(priceTier)
      .check(z.maxLength(MAX_TIERS), z.describe('Prices in all currencies. Empty if there are none.')),
    version: version.check(
      z.describe('Version of the prices of the SKU in all lists. The `ETag` is this number in quotes.'),
    ),
    updatedAt,
  })
  .register(z.globalRegistry, { description: 'Prices of a SKU in a price list.' });

export type ListPrices = z.infer<typeof listPrices>;

/** A condition as data, of any depth. It has the form of packages/quote, whose rules are checked when it is stored. */
export type PromotionCondition =
  | { readonly all: readonly PromotionCondition[] }
  | { readonly any: readonly PromotionCondition[] }
  | { readonly not: PromotionCondition }
  | {
      readonly field: string;
      readonly op: 'eq' | 'in' | 'gte' | 'lte';
      readonly value: string | number | readonly (string | number)[] | Readonly<Record<string, number>>;
      readonly where?: PromotionCondition | undefined;
    };

/**
 * Schema of a condition. It only describes the form: `packages/quote` has the rules, because a recursive schema would make
 * every document that contains it recursive, too.
 */
export const promotionCondition = z
  .looseObject({})
  .check(
    z.describe(
      'Condition: {all: […]}, {any: […]}, {not: …}, or {field, op, value, where?} with the operators eq, in, gte and lte.',
    ),
    notPersonal('condition of a promotion'),
  ) as unknown as z.ZodMiniType<PromotionCondition, PromotionCondition>;

/** A value off. */
export const promotionValue = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('percent').check(z.describe('Kind of the value.')), ppm }),
    z.object({ kind: z.literal('amount').check(z.describe('Kind of the value.')), minor: minorByCurrency }),
    z.object({
      kind: z.literal('fixedPrice').check(z.describe('Kind of the value.')),
      minor: minorByCurrency,
    }),
    z.object({ kind: z.literal('gift').check(z.describe('Kind of the value.')), sku }),
  ])
  .check(
    z.describe(
      'percent: parts per million off; amount: the amount off; fixedPrice: the price afterwards; gift: one unit of a SKU, free.',
    ),
  );

const patternUnits = (least: number) =>
  z.object({
    units: z.int().check(z.minimum(least), z.maximum(1_000_000), z.describe('Number of units.')),
    where: z.optional(promotionCondition),
  });

/** The part of a cart that is discounted. */
export const promotionTarget = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('lines').check(z.describe('Kind of the target.')),
      where: z.optional(promotionCondition),
    }),
    z.object({ kind: z.literal('order').check(z.describe('Kind of the target.')) }),
    z.object({
      kind: z.literal('shipping').check(z.describe('Kind of the target.')),
      where: z.optional(promotionCondition),
    }),
    z.object({
      kind: z.literal('pattern').check(z.describe('Kind of the target.')),
      buy: patternUnits(0).check(z.describe('Units that are paid in full.')),
      get: patternUnits(1).check(z.describe('Units that are discounted.')),
      maxTimes: z
        .optional(z.int().check(z.minimum(1), z.maximum(1_000_000)))
        .check(z.describe('Maximum number of times that the pattern is counted.')),
      pick: z
        .optional(z.enum(['cheapest', 'dearest']))
        .check(z.describe('Units that are discounted. Defaults to the cheapest.')),
    }),
  ])
  .check(z.describe('Part of the cart that is discounted.'));

/** The facts of a promotion, as callers send them and as responses have them. */
export const promotionFacts = {
  name: storedName.check(z.describe('Name that customers see.')),
  sortOrder: z
    .int()
    .check(
      z.minimum(0),
      z.maximum(1_000_000),
      z.describe('Place among all promotions, the lowest first. Unique among those that have not ended.'),
    ),
  group: z
    .optional(word('Group: 1 to 40 lower-case letters, digits and hyphens.'))
    .check(z.describe('Group of which only the promotion that saves most is applied.')),
  stacking: z
    .enum(['stack', 'stop'])
    .check(z.describe('stop: if it takes effect, no promotion with a higher sort order is applied.')),
  startsAt: timestamp.check(z.describe('Time from which it is applied.')),
  endsAt: z.optional(timestamp).check(z.describe('Time before which it is applied.')),
  condition: z.optional(promotionCondition),
  target: promotionTarget,
  value: promotionValue,
  spread: z
    .optional(z.enum(['each', 'across']))
    .check(z.describe('each, the default: the amount is off each unit; across: it is split over the lines.')),
  requiresCode: z.boolean().check(z.describe('True if it is applied only with a discount code.')),
  budgetMinor: z
    .optional(minorByCurrency)
    .check(
      z.describe(
        'Maximum sum of its discounts in all orders, in minor units by currency. It takes no effect in other currencies. Absent: no limit.',
      ),
    ),
};

/** The amounts of a budget in one currency that orders take. */
export const budgetUse = /* @__PURE__ */ z
  .object({
    heldMinor: amountMinor.check(z.describe('Discounts of orders that are not confirmed yet.')),
    usedMinor: amountMinor.check(z.describe('Discounts of confirmed orders.')),
  })
  .register(z.globalRegistry, { description: 'Amounts of a budget that orders hold and have used.' });

/** A promotion. */
export const promotion = /* @__PURE__ */ z
  .object({
    id: promotionId,
    status: termsStatus,
    ...promotionFacts,
    budgetUses: z
      .optional(z.record(anyCurrency, budgetUse))
      .check(
        z.describe(
          'Amounts of the budget that orders hold and have used, by currency. Present if there is a budget.',
        ),
      ),
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, {
    description: 'Promotion: a discount, its condition and its place among others.',
  });

export type Promotion = z.infer<typeof promotion>;

const uses = z.int().check(z.minimum(0));

/** The text of a discount code, in the form in which codes are compared. */
export const codeText = storedText(100).check(
  notPersonal('text of a discount code'),
  z.describe('Text of the code, in upper case and Unicode NFC.'),
);

const limit = z
  .optional(z.int().check(z.minimum(1), z.maximum(1_000_000_000)))
  .check(z.describe('Maximum number of orders that hold or have used the code. Absent: no limit.'));
const limitPerCustomer = z
  .optional(z.int().check(z.minimum(1), z.maximum(1_000_000)))
  .check(z.describe('Maximum number of orders of one customer with the code. Absent: no limit.'));

/** Limits of a discount code, and its promotions. */
export const discountCodeFacts = {
  promotionIds: z
    .array(promotionId)
    .check(
      z.minLength(1),
      z.maxLength(MAX_PROMOTIONS_OF_CODE),
      z.describe('Promotions that the code is for.'),
    ),
  limit,
  limitPerCustomer,
  validFrom: z.optional(timestamp).check(z.describe('Time from which the code is accepted.')),
  validUntil: z.optional(timestamp).check(z.describe('Time before which the code is accepted.')),
};

/** A discount code with its uses. */
export const discountCode = /* @__PURE__ */ z
  .object({
    id: discountCodeId,
    code: codeText,
    status: z
      .enum(['active', 'disabled', 'exhausted'])
      .check(z.describe('exhausted: the code is active, and held or used as often as it may be.')),
    ...discountCodeFacts,
    uses: z
      .object({
        held: uses.check(z.describe('Orders that hold the code and are not confirmed yet.')),
        used: uses.check(z.describe('Confirmed orders with the code.')),
      })
      .check(z.describe('Uses of the code.')),
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, { description: 'Discount code with its limits and uses.' });

export type DiscountCode = z.infer<typeof discountCode>;

/** A code that is held by an order. */
export const heldCode = /* @__PURE__ */ z
  .object({ code: codeText, promotionIds: discountCodeFacts.promotionIds })
  .register(z.globalRegistry, { description: 'Discount code that an order holds.' });

/** A part of the budget of a promotion that an order takes: its discount. */
export const heldBudget = /* @__PURE__ */ z
  .object({
    promotionId,
    currency: anyCurrency,
    minor: amountMinor.check(z.describe('Discount of the promotion in minor units.')),
  })
  .register(z.globalRegistry, { description: 'Part of the budget of a promotion that an order takes.' });

/** The parts of budgets that an order takes. */
export const heldBudgets = /* @__PURE__ */ z
  .array(heldBudget)
  .check(
    z.maxLength(MAX_BUDGETS_OF_ORDER),
    z.describe('Discounts of the order that count toward the budgets of their promotions.'),
  );

/** A rate of a tax in a jurisdiction. */
export const taxRate = /* @__PURE__ */ z
  .object({
    taxClass,
    name: storedName.check(z.describe('Name of the tax that customers see, such as VAT.')),
    ppm,
    compound: z.boolean().check(z.describe('True if it is charged on the amount with the other taxes.')),
    validFrom: timestamp.check(z.describe('Time from which the rate is charged.')),
    validUntil: z.optional(timestamp).check(z.describe('Time before which the rate is charged.')),
  })
  .register(z.globalRegistry, { description: 'Rate of a tax for a tax class and a period.' });

/** A place with tax rates of its own. */
export const taxPlace = {
  country: storedCountry,
  region: z
    .optional(storedText(100).check(notPersonal('region of a tax')))
    .check(z.describe('State or province, in the form of the addresses: CA.')),
  postalPrefix: z
    .optional(storedText(20).check(notPersonal('first characters of the postal codes of a place')))
    .check(z.describe('First characters of the postal codes, in upper case without spaces.')),
};

/** A tax jurisdiction with its rates. */
export const taxJurisdiction = /* @__PURE__ */ z
  .object({
    id: taxJurisdictionId,
    ...taxPlace,
    rates: z
      .array(taxRate)
      .check(
        z.maxLength(MAX_RATES),
        z.describe('Rates of all tax classes, former and future ones included.'),
      ),
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, { description: 'Place with tax rates of its own.' });

export type TaxJurisdiction = z.infer<typeof taxJurisdiction>;

/** The rules of a tax policy. */
export const taxPolicyFacts = {
  mode: z
    .enum(['platform', 'external', 'none'])
    .check(
      z.describe(
        'platform: by the rates of jurisdictions; external: by a tax engine; none: no tax is calculated.',
      ),
    ),
  included: z.boolean().check(z.describe('True if prices include the tax.')),
  rounding: z
    .enum(['halfUp', 'halfEven', 'halfDown'])
    .check(z.describe('Rounding of taxes and of discounts.')),
  level: z
    .enum(['line', 'unit'])
    .check(z.describe('line: the tax of a line is rounded once; unit: the tax of each unit is.')),
  shipping: z
    .enum(['class', 'lines'])
    .check(
      z.describe(
        'class: shipping has the tax class of its method; lines: it is split over the tax classes of the goods.',
      ),
    ),
  onOutage: z
    .enum(['refuse', 'platform'])
    .check(
      z.describe(
        'If the tax engine does not answer: refuse the quote, or calculate by the rates of jurisdictions.',
      ),
    ),
};

/** The tax policy of a market. */
export const taxPolicy = /* @__PURE__ */ z
  .object({
    market: z
      .string()
      .check(z.regex(/^(?:[A-Z]{2}|default)$/), z.describe('Country that goods are shipped to, or default.')),
    ...taxPolicyFacts,
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, { description: 'Tax rules of a market.' });

export type TaxPolicy = z.infer<typeof taxPolicy>;

/** The facts of an exemption. */
export const taxExemptionFacts = {
  reason: storedText(200).check(
    notPersonal('reason of an exemption'),
    z.describe('Reason, as tax lines repeat it: a certificate, a reverse charge.'),
  ),
  taxClasses: z
    .optional(z.array(taxClass).check(z.minLength(1), z.maxLength(20)))
    .check(z.describe('Tax classes that are exempt. Absent: all.')),
  validFrom: z.optional(timestamp).check(z.describe('Time from which the exemption counts.')),
  validUntil: z.optional(timestamp).check(z.describe('Time before which the exemption counts.')),
};

/** A buyer, or a group of buyers, who pays no tax. */
export const taxExemption = /* @__PURE__ */ z
  .object({
    id: taxExemptionId,
    customerId: z.optional(profileId),
    customerGroup: z.optional(customerGroup),
    country: z.optional(storedCountry).check(z.describe('Country that goods are shipped to. Absent: all.')),
    ...taxExemptionFacts,
    version,
    createdAt,
    updatedAt,
  })
  .register(z.globalRegistry, {
    description: 'Exemption of a customer, or of a group of customers, from taxes.',
  });

export type TaxExemption = z.infer<typeof taxExemption>;

/** A price of a SKU in force at a time. */
export const priceInForce = /* @__PURE__ */ z
  .object({
    currency: anyCurrency,
    minor: amountMinor.check(z.describe('Price of one unit in minor units.')),
    since: timestamp.check(z.describe('Time since which the price is in force.')),
    priceListId: z
      .optional(priceListId)
      .check(z.describe('Price list of the price. Absent: the base price.')),
    priorMinor: z
      .optional(amountMinor)
      .check(
        z.describe(
          'Lowest price in the 30 days before this one came into force, in minor units (Directive 98/6/EC, article 6a). Absent if the SKU was not offered in them.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Price of a SKU that everybody may pay, in force at a time.' });
