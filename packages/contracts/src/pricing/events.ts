import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { discountCodeId, orderId } from '../fields/identifiers.ts';
import { MAX_CODES_OF_ORDER } from './limits.ts';
import {
  codeText,
  discountCode,
  heldBudgets,
  heldCode,
  listPrices,
  priceList,
  promotion,
  taxExemption,
  taxJurisdiction,
  taxPolicy,
} from './model.ts';

const source = 'tradepost.pricing';

export const priceListChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'PriceListChanged',
  version: 1,
  summary: 'A price list was created or changed. Contains the whole list, without its prices.',
  data: () => z.object({ priceList }),
});

export const listPricesChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'ListPricesChanged',
  version: 1,
  summary: 'The prices of a SKU in a price list were changed. Contains all of them.',
  data: () => z.object({ prices: listPrices }),
});

export const promotionChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'PromotionChanged',
  version: 1,
  summary:
    'A promotion was created or changed. Contains the whole promotion, without the uses of its budget.',
  data: () =>
    z.object({
      promotion: z
        .object(z.omit(promotion, { budgetUses: true }).shape)
        .check(z.describe('The promotion after the change.')),
    }),
});

export const codeChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'CodeChanged',
  version: 1,
  summary: 'A discount code was created or changed. Contains the code, without its uses.',
  data: () =>
    z.object({
      code: z
        .object({
          ...z.omit(discountCode, { uses: true, status: true }).shape,
          status: z.enum(['active', 'disabled']).check(z.describe('disabled: the code is not accepted.')),
        })
        .check(z.describe('The code after the change.')),
    }),
});

const codesOfOrder = () => ({
  orderId,
  codes: z
    .array(z.object({ id: discountCodeId, code: codeText, promotionIds: heldCode.shape.promotionIds }))
    .check(z.maxLength(MAX_CODES_OF_ORDER), z.describe('Discount codes of the order.')),
  budgets: z.optional(heldBudgets),
});

export const codesHeld = /* @__PURE__ */ defineEvent({
  source,
  type: 'CodesHeld',
  version: 1,
  summary: 'An order holds discount codes, or parts of the budgets of promotions.',
  data: () => z.object(codesOfOrder()),
});

export const codesUsed = /* @__PURE__ */ defineEvent({
  source,
  type: 'CodesUsed',
  version: 1,
  summary: 'The discount codes and parts of budgets of a confirmed order are used.',
  data: () => z.object(codesOfOrder()),
});

export const codesReleased = /* @__PURE__ */ defineEvent({
  source,
  type: 'CodesReleased',
  version: 1,
  summary: 'The discount codes and parts of budgets of an order can be used again.',
  data: () => z.object(codesOfOrder()),
});

export const taxRatesChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'TaxRatesChanged',
  version: 1,
  summary: 'The tax rates of a jurisdiction were changed. Contains all of them. Placed orders keep theirs.',
  data: () => z.object({ jurisdiction: taxJurisdiction }),
});

export const taxPolicyChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'TaxPolicyChanged',
  version: 1,
  summary: 'The tax policy of a market was changed.',
  data: () => z.object({ policy: taxPolicy }),
});

export const taxExemptionChanged = /* @__PURE__ */ defineEvent({
  source,
  type: 'TaxExemptionChanged',
  version: 1,
  summary: 'An exemption from taxes was created or changed.',
  data: () => z.object({ exemption: taxExemption }),
});
