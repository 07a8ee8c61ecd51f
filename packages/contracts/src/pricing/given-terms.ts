import * as z from 'zod/mini';
import { country } from '../fields/country.ts';
import { sku } from '../fields/identifiers.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { line, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_CODE_LENGTH, MAX_CURRENCIES_OF_BUDGET, MAX_RATES, MAX_TIERS } from './limits.ts';
import {
  discountCodeFacts,
  ppm,
  priceListConditions,
  priceTier,
  promotionCondition,
  promotionFacts,
  taxClass,
  taxExemptionFacts,
  taxPolicyFacts,
  taxRate,
} from './model.ts';

/*
 * Terms as callers send them. They are restricted more than stored terms: an unknown field or currency is rejected.
 */

const name = line(200).check(noCardNumber(), notPersonal('name of a price list, promotion or tax'));
const minor = z
  .record(currency, amountMinor)
  .check(z.describe('Amount in minor units by currency: {"EUR": 5000, "GBP": 4500}.'));
const where = z.optional(promotionCondition);
const units = (least: number) =>
  z.int().check(z.minimum(least), z.maximum(1_000_000), z.describe('Number of units.'));

/** A period ends after it begins. A body of a change may have only one of both: the service checks the result. */
const period = {
  validFrom: z.optional(timestamp).check(z.describe('Time from which it counts.')),
  validUntil: z.optional(timestamp).check(z.describe('Time before which it counts.')),
};

export const givenPriceList = {
  name: name.check(z.describe('Name of the price list.')),
  priority: z
    .int()
    .check(
      z.minimum(-1_000_000),
      z.maximum(1_000_000),
      z.describe('Priority among lists with as many conditions, the highest first.'),
    ),
  ...period,
  conditions: z
    .strictObject({
      customerGroup: priceListConditions.customerGroup,
      country: z.optional(country).check(z.describe('Country that the goods are shipped to.')),
      channel: priceListConditions.channel,
    })
    .check(z.describe('Conditions of the list. It counts if all hold.')),
  taxIncluded: z
    .boolean()
    .check(z.describe('True if its prices include the tax. It counts in markets whose prices do, too.')),
};

export const givenTiers = z
  .array(z.strictObject({ currency, minQuantity: priceTier.shape.minQuantity, minor: priceTier.shape.minor }))
  .check(
    z.maxLength(MAX_TIERS, { abort: true }),
    z.refine(
      (tiers) => new Set(tiers.map((tier) => `${tier.currency}${tier.minQuantity}`)).size === tiers.length,
      { error: 'must not have one currency and quantity twice' },
    ),
    z.describe('All prices of the SKU in the list, in all currencies. An empty list removes them.'),
  );

const givenValue = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('percent').check(z.describe('Kind of the value.')), ppm }),
    z.strictObject({ kind: z.literal('amount').check(z.describe('Kind of the value.')), minor }),
    z.strictObject({ kind: z.literal('fixedPrice').check(z.describe('Kind of the value.')), minor }),
    z.strictObject({ kind: z.literal('gift').check(z.describe('Kind of the value.')), sku }),
  ])
  .check(
    z.describe(
      'percent: parts per million off; amount: the amount off; fixedPrice: the price afterwards; gift: one unit of a SKU, free.',
    ),
  );

const givenTarget = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lines').check(z.describe('Kind of the target.')), where }),
    z.strictObject({ kind: z.literal('order').check(z.describe('Kind of the target.')) }),
    z.strictObject({ kind: z.literal('shipping').check(z.describe('Kind of the target.')), where }),
    z.strictObject({
      kind: z.literal('pattern').check(z.describe('Kind of the target.')),
      buy: z.strictObject({ units: units(0), where }).check(z.describe('Units that are paid in full.')),
      get: z.strictObject({ units: units(1), where }).check(z.describe('Units that are discounted.')),
      maxTimes: z
        .optional(units(1))
        .check(z.describe('Maximum number of times that the pattern is counted.')),
      pick: z
        .optional(z.enum(['cheapest', 'dearest']))
        .check(z.describe('Units that are discounted. Defaults to the cheapest.')),
    }),
  ])
  .check(z.describe('Part of the cart that is discounted.'));

export const givenPromotion = {
  ...promotionFacts,
  name: name.check(z.describe('Name that customers see.')),
  target: givenTarget,
  value: givenValue,
  budgetMinor: z
    .optional(
      z.record(currency, amountMinor).check(
        z.refine((budget) => Object.keys(budget).length <= MAX_CURRENCIES_OF_BUDGET, {
          error: `must have at most ${MAX_CURRENCIES_OF_BUDGET} currencies`,
        }),
      ),
    )
    .check(
      z.describe(
        'Maximum sum of its discounts in all orders, in minor units by currency. It takes no effect in other currencies. Absent: no limit.',
      ),
    ),
};

/** The text of a code as callers send it. It is compared in upper case and Unicode NFC. */
export const givenCodeText = line(MAX_CODE_LENGTH).check(
  noCardNumber(),
  notPersonal('text of a discount code'),
  z.describe('Text of the code, in any case: 1 to 64 characters.'),
);

export const givenDiscountCode = {
  ...discountCodeFacts,
  promotionIds: discountCodeFacts.promotionIds.check(
    z.refine((ids) => new Set(ids).size === ids.length, { error: 'must not have one promotion twice' }),
  ),
};

const givenRate = z.strictObject({
  taxClass,
  name: line(60).check(
    noCardNumber(),
    notPersonal('name of a tax'),
    z.describe('Name of the tax that customers see, such as VAT.'),
  ),
  ppm,
  compound: z._default(taxRate.shape.compound, false),
  validFrom: taxRate.shape.validFrom,
  validUntil: taxRate.shape.validUntil,
});

export const givenRates = z
  .array(givenRate)
  .check(
    z.maxLength(MAX_RATES, { abort: true }),
    z.describe(
      'All rates of the place from now on. Keep former ones: a quote for an earlier time needs them.',
    ),
  );

export const givenPlace = {
  country,
  region: z
    .optional(line(100).check(notPersonal('region of a tax')))
    .check(z.describe('State or province, in the form of the addresses: CA.')),
  postalPrefix: z
    .optional(
      z
        .string()
        .check(
          z.regex(/^[0-9A-Za-z][0-9A-Za-z -]{0,9}$/, 'must be 1 to 10 letters, digits, spaces and hyphens'),
          notPersonal('first characters of the postal codes of a place'),
        ),
    )
    .check(z.describe('First characters of the postal codes, in any case and with any spaces.')),
};

export const givenTaxPolicy = taxPolicyFacts;

export const givenExemption = {
  ...taxExemptionFacts,
  reason: line(200).check(
    noCardNumber(),
    notPersonal('reason of an exemption'),
    z.describe('Reason, as tax lines repeat it: a certificate, a reverse charge.'),
  ),
};
