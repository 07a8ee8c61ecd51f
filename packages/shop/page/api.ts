import { createClient } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';

const ORDERS = /\/v1\/guest\/orders\/(ord_\w+)/;

/** The client of the API on the server of this page. Requests about an order have its token. */
export const api = createClient({
  baseUrl: location.origin,
  fetch: (url, init) => {
    const orderId = ORDERS.exec(url)?.[1];
    const token = orderId === undefined ? null : sessionStorage.getItem(orderId);
    const headers = new Headers(init?.headers);
    if (token !== null) headers.set('X-Order-Token', token);
    return fetch(url, { ...init, headers });
  },
});

/** Keeps the token of an order for as long as this tab is open. */
export function keepOrderToken(orderId: string, token: string): void {
  sessionStorage.setItem(orderId, token);
}

export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;
const KEY = 'tradepost-shop-currency';

/** The currency that the customer chose. */
export function readCurrency(): string {
  const stored = localStorage.getItem(KEY) ?? '';
  return CURRENCIES.some((each) => each === stored) ? stored : CURRENCIES[0];
}

export function keepCurrency(currency: string): void {
  localStorage.setItem(KEY, currency);
}

/** Advice for customers by rejection code. The API's own text is for developers. */
const ADVICE: Readonly<Record<string, string>> = {
  OUT_OF_STOCK:
    'Somebody else was faster: there are not enough units left. Change the quantity in your cart.',
  PAYMENT_DECLINED: 'The payment was declined. Choose another way to pay.',
  PURCHASE_LIMIT_EXCEEDED: 'The cart has more units of a product than one order may have.',
  UNKNOWN_SKU: 'A product in the cart is no longer sold.',
  SKU_NOT_FOR_SALE: 'A product in the cart is no longer sold.',
  PRICE_NOT_AVAILABLE: 'A product in the cart has no price in this currency.',
  TOTAL_CHANGED: 'A price has changed. Look at your cart again.',
  ORDER_CAP_EXCEEDED: 'The cart is larger than an order of a guest may be.',
  PAYMENT_UNAVAILABLE: 'The payment provider cannot be reached. Try again later.',
};

/** Returns a sentence about a rejection code. */
export function adviceOn(code: string): string {
  return ADVICE[code] ?? `The order was not accepted (${code}).`;
}

/** Returns a sentence about something that was thrown. */
export function describeFailure(thrown: unknown): string {
  if (isProblem(thrown)) return ADVICE[thrown.code] ?? `${thrown.title}. ${thrown.detail ?? ''}`;
  return 'The shop cannot be reached. Check your connection, and try again.';
}
