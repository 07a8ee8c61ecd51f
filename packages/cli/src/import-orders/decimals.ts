import { minorDigits } from '@tradepost/money/money';

/** More than a price of a file has, which is at most 50 signs long. */
const MAX_DECIMALS = 50;

/**
 * Multiplies a price by a number of units, exactly. Amounts are decimals as text (`-352.10`), since the minor unit of
 * their currency may be too coarse for them.
 */
export function multiplyDecimal(decimal: string, units: number): string {
  const { digits, scale } = toScaled(decimal);
  return toDecimal(digits * BigInt(units), scale);
}

/** Adds two amounts, exactly. */
export function addDecimals(first: string, second: string): string {
  const [a, b] = [toScaled(first), toScaled(second)];
  const scale = Math.max(a.scale, b.scale);
  const at = ({ digits, scale: own }: typeof a) => digits * 10n ** BigInt(scale - own);
  return toDecimal(at(a) + at(b), scale);
}

/** @returns the amount with at least the currency's own number of decimals: `1,234.50 GBP` */
export function formatAmount(decimal: string, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: minorDigits(currency),
    maximumFractionDigits: MAX_DECIMALS,
  });
  // A number as text keeps all of its digits.
  return `${format.format(decimal as `${number}`)} ${currency}`;
}

/** Returns whether an amount is 0, with any number of decimals. */
export function isZero(decimal: string): boolean {
  return toScaled(decimal).digits === 0n;
}

function toScaled(decimal: string): { readonly digits: bigint; readonly scale: number } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { digits: BigInt(`${whole}${fraction}`), scale: fraction.length };
}

/** @returns `1.5` for 15 digits at a scale of 1 */
export function toDecimal(digits: bigint, scale: number): string {
  const magnitude = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const point = magnitude.length - scale;
  const fraction = scale === 0 ? '' : `.${magnitude.slice(point)}`;
  return `${digits < 0n ? '-' : ''}${magnitude.slice(0, point)}${fraction}`;
}
