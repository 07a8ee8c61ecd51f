import { createClient } from '@tradepost/client/client';

/** The client of the API on the server of this page. */
export const api = createClient({ baseUrl: location.origin });

/** Keeps the token of an order for as long as this tab is open. */
export function keepOrderToken(orderId: string, token: string): void {
  sessionStorage.setItem(orderId, token);
}

/** The token of an order that was placed in this tab; empty if there is none. */
export function readOrderToken(orderId: string): string {
  return sessionStorage.getItem(orderId) ?? '';
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
