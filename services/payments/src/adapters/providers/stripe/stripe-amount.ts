import { findMinorDigits } from '@tradepost/money/currencies';
import type { Money } from '@tradepost/money/money';

/** Decimals of the currencies whose number is not 2 at Stripe. https://docs.stripe.com/currencies#zero-decimal */
const OTHER_DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);
/** No decimals in ISO 4217, and two at Stripe, which must be 0. https://docs.stripe.com/currencies#special-cases */
const TWO_ZEROS: ReadonlySet<string> = new Set(['ISK', 'UGX']);

/**
 * Converts an amount to Stripe's smallest unit, which is that of ISO 4217 except for ISK, MGA and UGX.
 *
 * @returns undefined if Stripe cannot charge the amount exactly: a fraction of an ariary, an amount in KWD whose last digit is
 *   not 0 (https://docs.stripe.com/currencies#three-decimal), or a currency whose decimals Stripe does not define, such as CLF
 */
export function toStripeAmount({ amountMinor, currency }: Money): number | undefined {
  const digits = digitsOf(currency);
  if (digits === undefined) return undefined;
  const amount = shift(amountMinor, digits.stripe - digits.iso);
  const isExact = amount !== undefined && (digits.stripe < 3 || amount % 10 === 0);
  return isExact ? amount : undefined;
}

/**
 * Converts an amount of a reply or webhook of Stripe to ours.
 *
 * @param stripeCurrency in lower case, as Stripe writes it
 * @returns undefined if it is finer than the currency, or ISO 4217 has no such currency
 */
export function fromStripeAmount(amount: number, stripeCurrency: string): Money | undefined {
  const currency = stripeCurrency.toUpperCase();
  const digits = digitsOf(currency);
  const amountMinor = digits && shift(amount, digits.iso - digits.stripe);
  return amountMinor === undefined ? undefined : { amountMinor, currency };
}

/** The number of decimals of a currency in ISO 4217 and at Stripe; undefined if one of them is not known. */
function digitsOf(currency: string): { readonly iso: number; readonly stripe: number } | undefined {
  const iso = findMinorDigits(currency);
  if (iso === undefined) return undefined;
  const other = OTHER_DECIMALS.get(currency);
  if (other !== undefined) return { iso, stripe: other };
  return iso === 2 || TWO_ZEROS.has(currency) ? { iso, stripe: 2 } : undefined;
}

/** Multiplies by 10 to the power of `digits`; undefined if the result is not an exact integer. */
function shift(amount: number, digits: number): number | undefined {
  const shifted = digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits;
  return Number.isSafeInteger(shifted) ? shifted : undefined;
}
