import { findMinorDigits } from './currencies.ts';

/** An amount in the minor unit of an ISO 4217 currency: `{amountMinor: 255, currency: 'GBP'}` is £2.55. */
export type Money = { readonly amountMinor: number; readonly currency: string };

/** The largest amount: a billion pounds. Sums of ninety thousand such amounts are still exact (2^53). */
export const MAX_AMOUNT_MINOR = 1_000_000_000_00;

/** Adds amounts of one currency. Throws `MoneyError` if currencies differ or the sum is not exact. */
export function addMoney(first: Money, ...rest: readonly Money[]): Money {
  let amountMinor = first.amountMinor;
  for (const each of rest) {
    if (each.currency !== first.currency) {
      throw new MoneyError('CURRENCY_MISMATCH', `cannot add ${each.currency} to ${first.currency}`);
    }
    amountMinor += each.amountMinor;
  }
  return exact({ amountMinor, currency: first.currency });
}

/** Multiplies an amount by a whole number of units. Throws `MoneyError` if the product is not exact. */
export function multiplyMoney(amount: Money, units: number): Money {
  if (!Number.isSafeInteger(units))
    throw new MoneyError('INEXACT', `${units} is not a whole number of units`);
  return exact({ amountMinor: amount.amountMinor * units, currency: amount.currency });
}

/** Returns true if both amounts and both currencies are equal. */
export function isSameMoney(one: Money, other: Money): boolean {
  return one.amountMinor === other.amountMinor && one.currency === other.currency;
}

/** Returns an amount of 0 in a currency. */
export function zero(currency: string): Money {
  return { amountMinor: 0, currency };
}

/**
 * Parses a decimal number (`'2.55'`, `'-7'`, `'3.5'`) into minor units, without floating-point arithmetic. Throws
 * `MoneyError` if it is not a decimal number, has more decimals than the currency, or the currency is unknown.
 */
export function parseMoney(decimal: string, currency: string): Money {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (match === null)
    throw new MoneyError('NOT_A_NUMBER', `${JSON.stringify(decimal)} is not a decimal number`);
  const [, sign = '', whole = '', written = ''] = match;
  const fraction = written.replace(/(?<!0)0+$/, '');
  if (fraction.length > digits) {
    throw new MoneyError('TOO_FINE', `${decimal} has too many decimals: ${currency} has ${digits}`);
  }
  const magnitude = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return exact({ amountMinor: sign === '-' && magnitude !== 0 ? -magnitude : magnitude, currency });
}

/** Formats an amount as a decimal number with all decimals of its currency: `'2.55'`. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  const magnitude = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = magnitude.slice(0, magnitude.length - digits);
  const fraction = digits === 0 ? '' : `.${magnitude.slice(-digits)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * Returns the number of decimals of a currency: 2 for GBP, 0 for JPY, 3 for KWD, 4 for CLF. Throws `MoneyError` if ISO 4217
 * has no such currency.
 */
export function minorDigits(currency: string): number {
  const digits = findMinorDigits(currency);
  if (digits === undefined) {
    throw new MoneyError('UNKNOWN_CURRENCY', `${JSON.stringify(currency)} is not a currency of ISO 4217`);
  }
  return digits;
}

/** An amount cannot be calculated. `code` is stable. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
  readonly code: 'CURRENCY_MISMATCH' | 'INEXACT' | 'NOT_A_NUMBER' | 'TOO_FINE' | 'UNKNOWN_CURRENCY';

  constructor(code: MoneyError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Integers above 2^53 − 1 are not exact in JavaScript. */
function exact(amount: Money): Money {
  if (!Number.isSafeInteger(amount.amountMinor)) {
    throw new MoneyError(
      'INEXACT',
      `${amount.amountMinor} ${amount.currency} must be a whole number of minor units up to 2^53 - 1`,
    );
  }
  return amount;
}
