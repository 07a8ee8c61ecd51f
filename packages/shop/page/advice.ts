import { isProblem } from '@tradepost/client/problem-error';
import { showMoney } from './money.ts';

/** Sentences for customers by code. The API's own text is for developers. */
const ADVICE: Readonly<Record<string, string>> = {
  OUT_OF_STOCK:
    'Somebody else was faster: there are not enough units left. Change the quantity in your cart.',
  PAYMENT_DECLINED: 'The payment was declined. Choose another way to pay.',
  PAYMENT_NOT_COMPLETED: 'The payment was not completed in time.',
  PAYMENT_OUTCOME_UNKNOWN: 'The payment provider did not answer.',
  PAYMENT_UNAVAILABLE: 'The payment provider cannot be reached. Try again later.',
  PURCHASE_LIMIT_EXCEEDED: 'The cart has more units of a product than one order may have.',
  ORDER_CAP_EXCEEDED: 'The cart is larger than an order of a guest may be.',
  ORDER_TOO_LARGE: 'The cart is larger than an order may be.',
  CART_TOO_LARGE: 'The cart is larger than an order may be.',
  UNKNOWN_SKU: 'This product is no longer sold.',
  SKU_NOT_FOR_SALE: 'This product is no longer sold.',
  CURRENCY_NOT_OFFERED: 'This product is not sold in your currency.',
  CART_EMPTY: 'Your cart is empty.',
  EMAIL_MISSING: 'Your e-mail address is missing.',
  ADDRESS_MISSING: 'Your address is missing.',
  NO_SHIPPING_FOR_ADDRESS: 'We do not ship to this address.',
  SHIPPING_CHOICE_MISSING: 'Choose how the order is shipped.',
  SHIPPING_CHOICE_STALE: 'The chosen way of shipping is not offered any more. Choose another one.',
  TAX_RATE_MISSING: 'We do not ship to this country.',
  QUOTE_EXPIRED: 'The prices were valid for ten minutes. Look at them again.',
  QUOTE_CHANGED: 'A price has changed. Look at your order again.',
  CODE_UNKNOWN: 'There is no such code.',
  CODE_NOT_YET_VALID: 'The code is not valid yet.',
  CODE_EXPIRED: 'The code has expired.',
  CODE_DISABLED: 'The code is no longer valid.',
  CODE_EXHAUSTED: 'The code was used as often as it may be.',
  PROMOTION_BUDGET_EXHAUSTED: 'A discount of your cart is no longer available.',
  CODE_USED_BY_CUSTOMER: 'You have used this code before.',
  CODE_NEEDS_CUSTOMER: 'The code takes effect when we have your e-mail address.',
  CODE_DOES_NOT_COMBINE: 'The code does not combine with another one.',
  CODE_WITHOUT_EFFECT: 'The code has no effect on this cart.',
  TOO_MANY_CODES: 'The cart has as many codes as it may have.',
  CATALOG_UNAVAILABLE: 'Prices cannot be read at the moment. Try again.',
  PRICING_UNAVAILABLE: 'Prices cannot be computed at the moment. Try again.',
  SHIPPING_UNAVAILABLE: 'Ways of shipping cannot be read at the moment. Try again.',
  ORDER_OUTCOME_UNKNOWN:
    'We do not know yet whether the order was placed. Press the button again: it is placed once.',
  ORDER_NOT_FOUND: 'This tab does not have the token of the order. Open the link of the e-mail.',
};

/** A problem of a cart or the rejection of an order: a code with its facts. */
type Facts = { readonly code: string; readonly [fact: string]: unknown };

/** Returns a sentence about a problem of the cart, or about the rejection of an order. */
export function adviceOn(facts: Facts, currency = ''): string {
  const { code, maxQuantity, missingMinor } = facts;
  if (code === 'QUANTITY_ABOVE_MAXIMUM') return `You can order up to ${String(maxQuantity)} of this product.`;
  if (code === 'PROMOTION_NOT_MET')
    return typeof missingMinor === 'number'
      ? `The code takes effect when you add ${showMoney({ amountMinor: missingMinor, currency })} more.`
      : 'The cart does not meet the condition of the code.';
  return ADVICE[code] ?? `The order was not accepted (${code}).`;
}

/** Returns a sentence about something that was thrown. */
export function describeFailure(thrown: unknown): string {
  if (!isProblem(thrown)) return 'The shop cannot be reached. Check your connection, and try again.';
  const { code, facts, title, detail = '' } = thrown;
  const isKnown = code in ADVICE || code === 'QUANTITY_ABOVE_MAXIMUM';
  return isKnown ? adviceOn({ ...facts, code }) : `${title}. ${detail}`;
}
