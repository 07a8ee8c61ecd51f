import { CREATED_AT, CUSTOMER_ID, PLACED_AT, SKU } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const ULID = '01JD3XK8WQ4N6T2B9V5M7R0C1E';
const times = { createdAt: CREATED_AT, updatedAt: CREATED_AT };
const changed = { createdAt: CREATED_AT, updatedAt: PLACED_AT };

const priceListId = `plt_${ULID}`;
const GIVEN_LIST = {
  ...{ name: 'Wholesale', priority: 10, taxIncluded: true },
  conditions: { customerGroup: 'wholesale' },
};
const PRICE_LIST = { id: priceListId, status: 'active' as const, ...GIVEN_LIST, version: 0, ...times };
const TIERS = [
  { currency: 'GBP', minQuantity: 1, minor: 750 },
  { currency: 'GBP', minQuantity: 12, minor: 690 },
];
const LIST_PRICES = { priceListId, sku: SKU, tiers: TIERS, version: 0, updatedAt: CREATED_AT };

export const getPrices = exampleFor(routes.getPrices, {
  params: { sku: SKU },
  query: { at: '2030-01-01T00:00:00.000Z' },
  answer: {
    sku: SKU,
    at: '2030-01-01T00:00:00.000Z',
    items: [{ currency: 'GBP', minor: 850, since: CREATED_AT, priorMinor: 900 }],
  },
});

export const listPriceLists = exampleFor(routes.listPriceLists, {
  query: { limit: '20' },
  answer: { items: [PRICE_LIST] },
});

export const createPriceList = exampleFor(routes.createPriceList, {
  headers: { 'Idempotency-Key': 'wholesale' },
  body: { ...GIVEN_LIST, status: 'active' },
  answer: PRICE_LIST,
});

export const getPriceList = exampleFor(routes.getPriceList, { params: { priceListId }, answer: PRICE_LIST });

export const updatePriceList = exampleFor(routes.updatePriceList, {
  params: { priceListId },
  headers: { 'If-Match': '"0"' },
  body: { status: 'paused' },
  answer: { ...PRICE_LIST, status: 'paused', version: 1, ...changed },
});

export const listListPrices = exampleFor(routes.listListPrices, {
  params: { priceListId },
  query: { limit: '20' },
  answer: { items: [LIST_PRICES] },
});

export const getListPrices = exampleFor(routes.getListPrices, {
  params: { priceListId, sku: SKU },
  answer: LIST_PRICES,
});

export const setListPrices = exampleFor(routes.setListPrices, {
  params: { priceListId, sku: SKU },
  body: { tiers: TIERS },
  answer: LIST_PRICES,
});

const promotionId = `prm_${ULID}`;
const GIVEN_PROMOTION = {
  ...{ name: 'A tenth off mugs', sortOrder: 100, startsAt: CREATED_AT, requiresCode: true },
  condition: { field: 'subtotal', op: 'gte' as const, value: { GBP: 1_500 } },
  target: { kind: 'lines' as const, where: { field: 'sku', op: 'eq' as const, value: SKU } },
  value: { kind: 'percent' as const, ppm: 100_000 },
  budgetMinor: { GBP: 100_000 },
};
const PROMOTION = {
  ...{ id: promotionId, status: 'active' as const, ...GIVEN_PROMOTION, stacking: 'stack' as const },
  budgetUses: { GBP: { heldMinor: 0, usedMinor: 0 } },
  ...{ version: 0, ...times },
};

export const listPromotions = exampleFor(routes.listPromotions, {
  query: { limit: '20' },
  answer: { items: [PROMOTION] },
});

export const createPromotion = exampleFor(routes.createPromotion, {
  headers: { 'Idempotency-Key': 'mugs' },
  body: { ...GIVEN_PROMOTION, status: 'active' },
  answer: PROMOTION,
});

export const getPromotion = exampleFor(routes.getPromotion, {
  params: { promotionId },
  answer: { ...PROMOTION, budgetUses: { GBP: { heldMinor: 170, usedMinor: 1_360 } } },
});

export const updatePromotion = exampleFor(routes.updatePromotion, {
  params: { promotionId },
  headers: { 'If-Match': '"0"' },
  body: { value: { kind: 'percent', ppm: 150_000 } },
  answer: { ...PROMOTION, value: { kind: 'percent', ppm: 150_000 }, version: 1, ...changed },
});

const discountCodeId = `cod_${ULID}`;
const GIVEN_CODE = { promotionIds: [promotionId], limit: 100, limitPerCustomer: 1 };
const CODE = {
  ...{ id: discountCodeId, code: 'MUGS10', status: 'active' as const, ...GIVEN_CODE },
  ...{ uses: { held: 0, used: 0 }, version: 0, ...times },
};

export const listDiscountCodes = exampleFor(routes.listDiscountCodes, {
  query: { limit: '20', code: 'mugs10' },
  answer: { items: [CODE] },
});

export const createDiscountCode = exampleFor(routes.createDiscountCode, {
  headers: { 'Idempotency-Key': 'mugs10' },
  body: { code: 'Mugs10', ...GIVEN_CODE },
  answer: CODE,
});

export const getDiscountCode = exampleFor(routes.getDiscountCode, {
  params: { discountCodeId },
  answer: CODE,
});

export const updateDiscountCode = exampleFor(routes.updateDiscountCode, {
  params: { discountCodeId },
  headers: { 'If-Match': '"0"' },
  body: { limit: 200 },
  answer: { ...CODE, limit: 200, version: 1, ...changed },
});

const taxJurisdictionId = `txj_${ULID}`;
const RATES = [
  {
    ...{ taxClass: 'standard', name: 'VAT', ppm: 200_000, compound: false },
    validFrom: '2011-01-04T00:00:00.000Z',
  },
];
const JURISDICTION = { id: taxJurisdictionId, country: 'GB', rates: RATES, version: 0, ...times };

export const listTaxJurisdictions = exampleFor(routes.listTaxJurisdictions, {
  query: { limit: '20', country: 'GB' },
  answer: { items: [JURISDICTION] },
});

export const createTaxJurisdiction = exampleFor(routes.createTaxJurisdiction, {
  headers: { 'Idempotency-Key': 'gb' },
  body: { country: 'GB', rates: RATES },
  answer: JURISDICTION,
});

export const getTaxJurisdiction = exampleFor(routes.getTaxJurisdiction, {
  params: { taxJurisdictionId },
  answer: JURISDICTION,
});

export const setTaxRates = exampleFor(routes.setTaxRates, {
  params: { taxJurisdictionId },
  headers: { 'If-Match': '"0"' },
  body: { rates: RATES },
  answer: JURISDICTION,
});

const POLICY = {
  ...{ mode: 'platform' as const, included: true, rounding: 'halfUp' as const, level: 'line' as const },
  ...{ shipping: 'lines' as const, onOutage: 'refuse' as const },
};
const market = 'GB';
const TAX_POLICY = { market, ...POLICY, version: 0, ...times };

export const listTaxPolicies = exampleFor(routes.listTaxPolicies, {
  query: { limit: '20' },
  answer: { items: [TAX_POLICY] },
});

export const getTaxPolicy = exampleFor(routes.getTaxPolicy, { params: { market }, answer: TAX_POLICY });

export const setTaxPolicy = exampleFor(routes.setTaxPolicy, {
  params: { market },
  body: POLICY,
  answer: TAX_POLICY,
});

const taxExemptionId = `txe_${ULID}`;
const GIVEN_EXEMPTION = { reason: 'Resale certificate 1815' };
const EXEMPTION = {
  ...{ id: taxExemptionId, customerId: CUSTOMER_ID, country: 'US', ...GIVEN_EXEMPTION },
  ...{ version: 0, ...times },
};

export const listTaxExemptions = exampleFor(routes.listTaxExemptions, {
  query: { limit: '20' },
  answer: { items: [EXEMPTION] },
});

export const createTaxExemption = exampleFor(routes.createTaxExemption, {
  headers: { 'Idempotency-Key': 'exemption-1815' },
  body: { customerId: CUSTOMER_ID, country: 'US', ...GIVEN_EXEMPTION },
  answer: EXEMPTION,
});

export const getTaxExemption = exampleFor(routes.getTaxExemption, {
  params: { taxExemptionId },
  answer: EXEMPTION,
});

export const setTaxExemption = exampleFor(routes.setTaxExemption, {
  params: { taxExemptionId },
  headers: { 'If-Match': '"0"' },
  body: { ...GIVEN_EXEMPTION, validUntil: PLACED_AT },
  answer: { ...EXEMPTION, validUntil: PLACED_AT, version: 1, ...changed },
});
