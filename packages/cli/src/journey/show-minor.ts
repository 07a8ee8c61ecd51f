import { formatMoney } from '@tradepost/money/money';

/** The currency and the country of all orders of a journey. */
export const CURRENCY = 'EUR';
export const COUNTRY = 'DE';

/** Returns an amount in major units with its currency: `12.50 EUR`. */
export function showMinor(amountMinor: number, currency: string = CURRENCY): string {
  const [whole = '', fraction] = formatMoney({ amountMinor: Math.abs(amountMinor), currency }).split('.');
  const grouped = BigInt(whole).toLocaleString('en-GB');
  return `${amountMinor < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`;
}

/** Returns a number with its noun: `1 order`, `153 orders`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}
