import * as z from 'zod/mini';
import { customerGroup } from '../customers/model.ts';
import { defineRoute } from '../define-route.ts';
import { country } from '../fields/country.ts';
import {
  discountCodeId,
  priceListId,
  profileId,
  promotionId,
  sku,
  taxExemptionId,
  taxJurisdictionId,
} from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { timestamp } from '../fields/timestamp.ts';
import {
  givenCodeText,
  givenDiscountCode,
  givenExemption,
  givenPlace,
  givenPriceList,
  givenPromotion,
  givenRates,
  givenTaxPolicy,
  givenTiers,
} from './given-terms.ts';
import {
  discountCode,
  listPrices,
  priceInForce,
  priceList,
  promotion,
  taxExemption,
  taxJurisdiction,
  taxPolicy,
} from './model.ts';

const service = 'pricing';
const reading = { kind: 'staff', scope: 'pricing:read', machines: true } as const;
const writing = { kind: 'staff', scope: 'pricing:write', machines: true } as const;

/** Fields of a change (RFC 7396): each may be absent, and null removes it if it may be absent from the resource. */
const removable = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));

const newStatus = z
  .enum(['draft', 'active'])
  .check(z.describe('draft: not yet in force; active: in force within its period.'));
const changedStatus = z
  .optional(z.enum(['draft', 'active', 'paused', 'ended']))
  .check(z.describe('ended: for good.'));

/* Prices. */

export const getPrices = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/prices/{sku}',
  summary:
    'Get the prices of a SKU that everybody may pay, in force at a time, each with the lowest price of the 30 days before it (EU Omnibus). Prices for groups, countries, channels and larger quantities are not included.',
  access: { kind: 'public' },
  params: () => z.strictObject({ sku }),
  query: () =>
    z.strictObject({
      at: z.optional(timestamp).check(z.describe('Time of the prices. Defaults to now.')),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        sku,
        at: timestamp.check(z.describe('Time of the prices.')),
        items: z
          .array(priceInForce)
          .check(z.describe('Prices by currency, and by whether they include the tax.')),
      }),
  },
  cacheControl: 'public, max-age=60',
  throttle: 'lists',
  problems: ['PRICE_NOT_FOUND'],
});

/* Price lists. */

export const listPriceLists = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/price-lists',
  summary: 'List the price lists, newest first.',
  access: reading,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(priceList) },
  problems: ['INVALID_CURSOR'],
});

export const createPriceList = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/price-lists',
  summary: 'Create a price list. Its prices are set by SKU.',
  access: writing,
  body: () =>
    z.strictObject({
      ...givenPriceList,
      priority: z._default(givenPriceList.priority, 0),
      conditions: z._default(givenPriceList.conditions, {}),
      status: z._default(newStatus, 'draft'),
    }),
  success: { status: 201, body: priceList },
  idempotencyKey: true,
});

export const getPriceList = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/price-lists/{priceListId}',
  summary: 'Get a price list.',
  access: reading,
  params: () => z.strictObject({ priceListId }),
  success: { status: 200, body: priceList },
  problems: ['PRICE_LIST_NOT_FOUND'],
});

export const updatePriceList = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/price-lists/{priceListId}',
  summary:
    'Change a price list. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: writing,
  params: () => z.strictObject({ priceListId }),
  body: () =>
    z.strictObject({
      name: z.optional(givenPriceList.name),
      priority: z.optional(givenPriceList.priority),
      validFrom: removable(timestamp).check(z.describe('Time from which the list counts; null removes it.')),
      validUntil: removable(timestamp).check(
        z.describe('Time before which the list counts; null removes it.'),
      ),
      conditions: z.optional(givenPriceList.conditions),
      status: changedStatus,
    }),
  success: { status: 200, body: priceList },
  ifMatch: 'required',
  problems: ['PRICE_LIST_NOT_FOUND', 'PRICE_LIST_ENDED'],
});

export const listListPrices = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/price-lists/{priceListId}/prices',
  summary: 'List the prices of a price list, by SKU.',
  access: reading,
  params: () => z.strictObject({ priceListId }),
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(listPrices) },
  problems: ['PRICE_LIST_NOT_FOUND', 'INVALID_CURSOR'],
});

export const getListPrices = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/price-lists/{priceListId}/prices/{sku}',
  summary: 'Get the prices of a SKU in a price list.',
  access: reading,
  params: () => z.strictObject({ priceListId, sku }),
  success: { status: 200, body: listPrices },
  problems: ['PRICE_LIST_NOT_FOUND', 'PRICE_NOT_FOUND'],
});

export const setListPrices = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/price-lists/{priceListId}/prices/{sku}',
  summary:
    'Set the prices of a SKU in a price list: all tiers in all currencies. Repeating the call changes nothing.',
  access: writing,
  params: () => z.strictObject({ priceListId, sku }),
  body: () => z.strictObject({ tiers: givenTiers }),
  success: { status: 200, body: listPrices },
  ifMatch: 'optional',
  problems: ['PRICE_LIST_NOT_FOUND', 'PRICE_LIST_ENDED', 'TOO_MANY_PRICE_LISTS'],
});

/* Promotions. */

export const listPromotions = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/promotions',
  summary: 'List the promotions, newest first.',
  access: reading,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(promotion) },
  problems: ['INVALID_CURSOR'],
});

export const createPromotion = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/promotions',
  summary: 'Create a promotion. Its condition, target and value are checked by the rules of quotes.',
  access: writing,
  body: () =>
    z.strictObject({
      ...givenPromotion,
      stacking: z._default(givenPromotion.stacking, 'stack'),
      requiresCode: z._default(givenPromotion.requiresCode, false),
      status: z._default(newStatus, 'draft'),
    }),
  success: { status: 201, body: promotion },
  idempotencyKey: true,
  problems: ['SORT_ORDER_TAKEN', 'TOO_MANY_PROMOTIONS', 'PROMOTION_INVALID'],
});

export const getPromotion = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/promotions/{promotionId}',
  summary: 'Get a promotion.',
  access: reading,
  params: () => z.strictObject({ promotionId }),
  success: { status: 200, body: promotion },
  problems: ['PROMOTION_NOT_FOUND'],
});

export const updatePromotion = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/promotions/{promotionId}',
  summary:
    'Change a promotion. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: writing,
  params: () => z.strictObject({ promotionId }),
  body: () =>
    z.strictObject({
      name: z.optional(givenPromotion.name),
      sortOrder: z.optional(givenPromotion.sortOrder),
      group: removable(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))).check(
        z.describe('Group of which only the promotion that saves most is applied; null removes it.'),
      ),
      stacking: z.optional(givenPromotion.stacking),
      startsAt: z.optional(givenPromotion.startsAt),
      endsAt: removable(timestamp).check(z.describe('Time before which it is applied; null removes it.')),
      condition: removable(givenPromotion.condition).check(
        z.describe('Condition of the promotion; null removes it.'),
      ),
      target: z.optional(givenPromotion.target),
      value: z.optional(givenPromotion.value),
      spread: givenPromotion.spread,
      requiresCode: z.optional(givenPromotion.requiresCode),
      budgetMinor: removable(givenPromotion.budgetMinor).check(
        z.describe(
          'Maximum sum of its discounts in all orders, in all currencies that have one: the former budget is replaced. No amount may be below what orders hold and have used. null removes the budget.',
        ),
      ),
      status: changedStatus,
    }),
  success: { status: 200, body: promotion },
  ifMatch: 'required',
  problems: [
    'PROMOTION_NOT_FOUND',
    'PROMOTION_ENDED',
    'SORT_ORDER_TAKEN',
    'TOO_MANY_PROMOTIONS',
    'PROMOTION_INVALID',
    'PROMOTION_BUDGET_BELOW_USES',
  ],
});

/* Discount codes. */

export const listDiscountCodes = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/discount-codes',
  summary: 'List the discount codes, newest first, or find one by its text.',
  access: reading,
  query: () =>
    z.strictObject({
      ...paging,
      code: z.optional(givenCodeText).check(z.describe('Text of a code, in any case.')),
    }),
  success: { status: 200, body: () => pageOf(discountCode) },
  problems: ['INVALID_CURSOR'],
});

export const createDiscountCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/discount-codes',
  summary: 'Create a discount code for promotions that require one.',
  access: writing,
  body: () => z.strictObject({ code: givenCodeText, ...givenDiscountCode }),
  success: { status: 201, body: discountCode },
  idempotencyKey: true,
  problems: ['CODE_TAKEN', 'PROMOTION_NOT_FOUND'],
});

export const getDiscountCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/discount-codes/{discountCodeId}',
  summary: 'Get a discount code with its uses.',
  access: reading,
  params: () => z.strictObject({ discountCodeId }),
  success: { status: 200, body: discountCode },
  problems: ['DISCOUNT_CODE_NOT_FOUND'],
});

export const updateDiscountCode = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/discount-codes/{discountCodeId}',
  summary:
    'Change a discount code, or disable it. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: writing,
  params: () => z.strictObject({ discountCodeId }),
  body: () =>
    z.strictObject({
      promotionIds: z.optional(givenDiscountCode.promotionIds),
      limit: removable(givenDiscountCode.limit).check(
        z.describe('Maximum number of orders that hold or have used the code; null removes it.'),
      ),
      limitPerCustomer: removable(givenDiscountCode.limitPerCustomer).check(
        z.describe('Maximum number of orders of one customer with the code; null removes it.'),
      ),
      validFrom: removable(timestamp).check(
        z.describe('Time from which the code is accepted; null removes it.'),
      ),
      validUntil: removable(timestamp).check(
        z.describe('Time before which the code is accepted; null removes it.'),
      ),
      status: z
        .optional(z.enum(['active', 'disabled']))
        .check(z.describe('disabled: the code is not accepted. Orders that hold it keep it.')),
    }),
  success: { status: 200, body: discountCode },
  ifMatch: 'required',
  problems: ['DISCOUNT_CODE_NOT_FOUND', 'PROMOTION_NOT_FOUND', 'CODE_LIMIT_BELOW_USES'],
});

/* Taxes. */

export const listTaxJurisdictions = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-jurisdictions',
  summary: 'List the tax jurisdictions of a country with their rates, newest first.',
  access: reading,
  query: () => z.strictObject({ ...paging, country }),
  success: { status: 200, body: () => pageOf(taxJurisdiction) },
  problems: ['INVALID_CURSOR'],
});

export const createTaxJurisdiction = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/tax-jurisdictions',
  summary: 'Create a tax jurisdiction with its rates: a country, a region, or the places of a postal prefix.',
  access: writing,
  body: () => z.strictObject({ ...givenPlace, rates: givenRates }),
  success: { status: 201, body: taxJurisdiction },
  idempotencyKey: true,
  problems: ['TAX_JURISDICTION_EXISTS', 'TAX_RATES_INVALID'],
});

export const getTaxJurisdiction = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-jurisdictions/{taxJurisdictionId}',
  summary: 'Get a tax jurisdiction with its rates.',
  access: reading,
  params: () => z.strictObject({ taxJurisdictionId }),
  success: { status: 200, body: taxJurisdiction },
  problems: ['TAX_JURISDICTION_NOT_FOUND'],
});

export const setTaxRates = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/tax-jurisdictions/{taxJurisdictionId}/rates',
  summary: 'Set all rates of a tax jurisdiction. Placed orders keep the rates that they were placed with.',
  access: writing,
  params: () => z.strictObject({ taxJurisdictionId }),
  body: () => z.strictObject({ rates: givenRates }),
  success: { status: 200, body: taxJurisdiction },
  ifMatch: 'required',
  problems: ['TAX_JURISDICTION_NOT_FOUND', 'TAX_RATES_INVALID'],
});

const market = z
  .string()
  .check(
    z.regex(/^(?:[A-Z]{2}|default)$/, 'must be an ISO 3166-1 alpha-2 code in capitals, or default'),
    z.describe('Country that goods are shipped to, or default for all others.'),
  );

export const listTaxPolicies = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-policies',
  summary: 'List the tax policies of markets, newest first.',
  access: reading,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(taxPolicy) },
  problems: ['INVALID_CURSOR'],
});

export const getTaxPolicy = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-policies/{market}',
  summary: 'Get the tax policy of a market.',
  access: reading,
  params: () => z.strictObject({ market }),
  success: { status: 200, body: taxPolicy },
  problems: ['TAX_POLICY_NOT_FOUND'],
});

export const setTaxPolicy = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/tax-policies/{market}',
  summary: 'Set the tax policy of a market. Repeating the call changes nothing.',
  access: writing,
  params: () => z.strictObject({ market }),
  body: () => z.strictObject(givenTaxPolicy),
  success: { status: 200, body: taxPolicy },
  ifMatch: 'optional',
});

export const listTaxExemptions = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-exemptions',
  summary: 'List the exemptions from taxes, newest first.',
  access: reading,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(taxExemption) },
  problems: ['INVALID_CURSOR'],
});

export const createTaxExemption = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/tax-exemptions',
  summary: 'Exempt a customer, or a group of customers, from taxes.',
  access: writing,
  body: () =>
    z
      .strictObject({
        customerId: z.optional(profileId),
        customerGroup: z.optional(customerGroup),
        country: z.optional(country),
        ...givenExemption,
      })
      .check(
        z.refine((body) => (body.customerId === undefined) !== (body.customerGroup === undefined), {
          error: 'must have either customerId or customerGroup',
        }),
      ),
  success: { status: 201, body: taxExemption },
  idempotencyKey: true,
  problems: ['TAX_EXEMPTION_EXISTS'],
});

export const getTaxExemption = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/tax-exemptions/{taxExemptionId}',
  summary: 'Get an exemption from taxes.',
  access: reading,
  params: () => z.strictObject({ taxExemptionId }),
  success: { status: 200, body: taxExemption },
  problems: ['TAX_EXEMPTION_NOT_FOUND'],
});

export const setTaxExemption = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/tax-exemptions/{taxExemptionId}',
  summary: 'Set reason, tax classes and period of an exemption. A period in the past ends it.',
  access: writing,
  params: () => z.strictObject({ taxExemptionId }),
  body: () => z.strictObject(givenExemption),
  success: { status: 200, body: taxExemption },
  ifMatch: 'required',
  problems: ['TAX_EXEMPTION_NOT_FOUND'],
});
