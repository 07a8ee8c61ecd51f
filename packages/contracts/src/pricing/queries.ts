import * as z from 'zod/mini';
import { customerGroup, MAX_CUSTOMER_GROUPS } from '../customers/model.ts';
import { promotionId, sku } from '../fields/identifiers.ts';
import { amountMinor, anyCurrency } from '../fields/money.ts';
import { personal } from '../fields/personal-data.ts';
import { storedText } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_CODES_OF_ORDER, MAX_SKUS_OF_TERMS } from './limits.ts';
import {
  channel,
  heldCode,
  minorByCurrency,
  ppm,
  priceListConditions,
  priceTier,
  promotionFacts,
  taxClass,
  taxExemptionFacts,
  taxPlace,
  taxPolicyFacts,
  taxRate,
  termsStatus,
} from './model.ts';

/*
 * Queries of other services, which invoke a function directly. The types of the answers are those of packages/quote, so that an
 * answer is part of the input of `computeQuote` as it is.
 */

/** Place that goods are shipped to. Postal codes are used for tax rates only, and are not stored. */
const destination = z.object({
  country: z.string().check(z.regex(/^[A-Z]{2}$/), z.describe('ISO 3166-1 alpha-2 country code.')),
  region: z.optional(storedText(100)).check(z.describe('State or province.'), personal('invoice')),
  postalCode: z.optional(storedText(20)).check(z.describe('Postal code.'), personal('invoice')),
});

/** Key of a buyer, by whom uses of codes are counted: the id of a profile, or the hash of a guest's e-mail address. */
export const customerKey = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(255),
    z.describe('Pseudonym of the buyer: id of the profile, or hash of the e-mail address.'),
    personal('pseudonym'),
  );

/** Request to the function `read-terms`. */
export const pricingTermsRequest = z.object({
  at: timestamp.check(z.describe('Time of prices, promotions and rates.')),
  currency: anyCurrency,
  skus: z.array(sku).check(z.maxLength(MAX_SKUS_OF_TERMS), z.describe('SKUs of the cart.')),
  destination,
  customerGroups: z
    .optional(z.array(customerGroup).check(z.maxLength(MAX_CUSTOMER_GROUPS)))
    .check(z.describe('Groups that the customer is in, as the service customers has them.')),
  channel: z.optional(channel),
  codes: z
    .array(storedText(200))
    .check(
      z.maxLength(MAX_CODES_OF_ORDER),
      z.describe('Discount codes of the cart, as the customer typed them.'),
    ),
  customerKey: z.optional(customerKey),
});

/** Reason for which a code of a cart is refused. More are added over time. */
const codeRefusal = z.union([
  z.enum([
    'CODE_UNKNOWN',
    'CODE_NOT_YET_VALID',
    'CODE_EXPIRED',
    'CODE_DISABLED',
    'CODE_EXHAUSTED',
    'CODE_USED_BY_CUSTOMER',
    'CODE_NEEDS_CUSTOMER',
  ]),
  z.string(),
]);

/** Answer of the function `read-terms`. */
export const pricingTerms = z.object({
  /** Active lists whose conditions hold, with their prices of the SKUs in the currency. */
  priceLists: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      priority: z.int(),
      status: termsStatus,
      validFrom: z.optional(timestamp),
      validUntil: z.optional(timestamp),
      conditions: z.object(priceListConditions),
      taxIncluded: z.boolean(),
      entries: z.array(z.object({ sku, ...priceTier.shape })),
    }),
  ),
  /** Promotions in force at the time: those without a code, and those of the accepted codes. */
  promotions: z.array(
    z.object({
      id: promotionId,
      ...promotionFacts,
      /** Rest of the budget in the currency of the request. */
      budgetMinor: z.optional(minorByCurrency),
    }),
  ),
  /** Accepted codes. `given` is the text that the customer typed. */
  codes: z.array(z.object({ ...heldCode.shape, given: storedText(200) })),
  refusedCodes: z.array(z.object({ code: storedText(200), reason: codeRefusal })),
  /** SKUs of gifts, whose offers a quote needs, too. */
  giftSkus: z.array(sku),
  tax: z.object({
    policy: z.object(taxPolicyFacts),
    rates: z.array(z.object({ ...taxPlace, ...taxRate.shape })),
    exemption: z.optional(
      z.object({ reason: taxExemptionFacts.reason, taxClasses: taxExemptionFacts.taxClasses }),
    ),
  }),
});

const taxable = {
  amountMinor: amountMinor.check(z.describe('Amount after discounts, in minor units.')),
  taxClass,
};

/** Request to the function `calculate-taxes`: the amounts of `prepareCart` of packages/quote, once for each quote. */
export const taxCalculationRequest = z.object({
  quoteId: z.string(),
  at: timestamp,
  currency: anyCurrency,
  /** True if the amounts include the tax. */
  included: z.boolean(),
  destination,
  customerKey: z.optional(customerKey),
  exemptionReason: z.optional(storedText(200)),
  lines: z.array(z.object({ lineId: z.string(), sku, quantity: z.int(), ...taxable })),
  shipping: z.array(z.object({ methodId: z.string(), ...taxable })),
});

const taxAmount = z.object({
  name: storedText(200),
  ppm,
  baseMinor: amountMinor,
  taxMinor: amountMinor,
  exemption: z.optional(storedText(200)),
});

/** Taxes of a cart as a tax engine returns them. */
export const externalTaxes = z.object({
  lines: z.array(z.object({ lineId: z.string(), taxes: z.array(taxAmount) })),
  shipping: z.array(z.object({ methodId: z.string(), taxes: z.array(taxAmount) })),
});

/** Answer of the function `calculate-taxes`. `unavailable`: the policy's `onOutage` decides. */
export const taxCalculation = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('calculated'),
    taxes: externalTaxes,
  }),
  z.object({ outcome: z.literal('unavailable'), detail: z.string() }),
]);

export type PricingTermsRequest = z.infer<typeof pricingTermsRequest>;
export type PricingTerms = z.infer<typeof pricingTerms>;
export type TaxCalculationRequest = z.infer<typeof taxCalculationRequest>;
export type TaxCalculation = z.infer<typeof taxCalculation>;
