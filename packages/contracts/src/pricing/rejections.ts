import type { Problems, Rejections } from '../rejection.ts';

export const pricingProblems = {
  PRICE_LIST_NOT_FOUND: { status: 404, title: 'There is no such price list' },
  PRICE_NOT_FOUND: { status: 404, title: 'The SKU has no price' },
  PROMOTION_NOT_FOUND: { status: 404, title: 'There is no such promotion' },
  DISCOUNT_CODE_NOT_FOUND: { status: 404, title: 'There is no such discount code' },
  TAX_JURISDICTION_NOT_FOUND: { status: 404, title: 'There is no such tax jurisdiction' },
  TAX_POLICY_NOT_FOUND: { status: 404, title: 'The market has no tax policy of its own' },
  TAX_EXEMPTION_NOT_FOUND: { status: 404, title: 'There is no such tax exemption' },
  PRICE_LIST_ENDED: { status: 409, title: 'The price list has ended' },
  PROMOTION_ENDED: { status: 409, title: 'The promotion has ended' },
  SORT_ORDER_TAKEN: { status: 409, title: 'Another promotion has this sort order' },
  CODE_TAKEN: { status: 409, title: 'There is a discount code with this text already' },
  CODE_LIMIT_BELOW_USES: { status: 409, title: 'The code has more uses than the limit allows' },
  PROMOTION_BUDGET_BELOW_USES: {
    status: 409,
    title: 'Orders hold or have used more of the promotion than the budget allows',
  },
  TAX_JURISDICTION_EXISTS: { status: 409, title: 'The place has a tax jurisdiction already' },
  TAX_EXEMPTION_EXISTS: { status: 409, title: 'The buyer has an exemption in this country already' },
  TOO_MANY_PRICE_LISTS: { status: 409, title: 'The SKU is in as many price lists as one SKU may be' },
  TOO_MANY_PROMOTIONS: { status: 409, title: 'As many promotions without a code are active as may be' },
  PROMOTION_INVALID: { status: 422, title: 'The promotion breaks a rule of quotes' },
  TAX_RATES_INVALID: { status: 422, title: 'The tax rates break a rule of quotes' },
} as const satisfies Problems;

/** Rejections of commands, and reasons for which a code of a cart is refused. */
export const pricingRejections = {
  CODE_UNKNOWN: 'There is no such discount code',
  CODE_NOT_YET_VALID: 'The discount code is not valid yet',
  CODE_EXPIRED: 'The discount code has expired',
  CODE_DISABLED: 'The discount code was disabled',
  CODE_EXHAUSTED: 'The discount code was used as often as it may be',
  CODE_USED_BY_CUSTOMER: 'The customer has used the discount code as often as one customer may',
  CODE_NEEDS_CUSTOMER:
    'The discount code needs a customer, because each may use it a limited number of times',
  PROMOTION_BUDGET_EXHAUSTED: 'The rest of the budget of a promotion is below its discount of the order',
  CODES_MISMATCH: 'The order holds other discount codes, or other parts of budgets',
  CODES_RELEASED: 'The discount codes of the order were released',
} as const satisfies Rejections;
