import type { Problems } from '../rejection.ts';

export const cartProblems = {
  CART_NOT_FOUND: { status: 404, title: 'There is no such cart' },
  LINE_NOT_FOUND: { status: 404, title: 'The cart has no such line' },
  CART_SUBMITTED: { status: 409, title: 'The cart was submitted, and cannot be changed any more' },
  CART_MERGED: { status: 409, title: 'The cart was merged into another one' },
  QUOTE_CHANGED: { status: 409, title: 'The cart costs something else now: show the new quote' },
  CART_TOO_LARGE: { status: 422, title: 'The cart is larger than one cart can be' },
  CART_EMPTY: { status: 422, title: 'The cart has no lines' },
  QUANTITY_ABOVE_MAXIMUM: { status: 422, title: 'There are more units of a SKU than one order may have' },
  TOO_MANY_CODES: { status: 422, title: 'The cart has as many codes as one cart may have' },
  EMAIL_MISSING: { status: 422, title: 'The cart has no e-mail address' },
  ADDRESS_MISSING: { status: 422, title: 'The cart has no shipping address' },
  SHIPPING_CHOICE_MISSING: { status: 422, title: 'No shipping method was chosen' },
  SHIPPING_CHOICE_STALE: { status: 422, title: 'The chosen shipping method is not offered any more' },
  NO_SHIPPING_FOR_ADDRESS: { status: 422, title: 'No shipping method is offered for this address' },
  TAX_RATE_MISSING: { status: 422, title: 'A tax rate is missing for this address' },
  PRICING_UNAVAILABLE: { status: 503, title: 'Prices and taxes cannot be read right now: try again' },
  SHIPPING_UNAVAILABLE: { status: 503, title: 'Shipping methods cannot be read right now: try again' },
  ORDER_OUTCOME_UNKNOWN: {
    status: 503,
    title: 'The cart was submitted, but its order is not confirmed to be placed yet: repeat the request',
  },
} as const satisfies Problems;

/** Rejections of discount codes, as pricing gives them. */
export const codeProblems = {
  CODE_UNKNOWN: { status: 422, title: 'There is no such code' },
  CODE_NOT_YET_VALID: { status: 422, title: 'The code is not valid yet' },
  CODE_EXPIRED: { status: 422, title: 'The code has expired' },
  CODE_DISABLED: { status: 422, title: 'The code is disabled' },
  CODE_EXHAUSTED: { status: 422, title: 'The code was used as often as it may be' },
  CODE_USED_BY_CUSTOMER: { status: 422, title: 'The customer has used the code as often as they may' },
  CODE_NEEDS_CUSTOMER: { status: 422, title: 'The code is only for customers who are signed in' },
} as const satisfies Problems;
