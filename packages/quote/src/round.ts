/**
 * Rounding of a half: up, to the even neighbour, or down. The three modes of commercetools
 * (https://docs.alokai.com/commercetools/reference/api/commercetools-types.roundingmode.html). Amounts are never negative, so up is away from zero.
 */
export type Rounding = 'halfUp' | 'halfEven' | 'halfDown';

/** Parts per million of a whole: 20 % is 200,000 ppm. */
export const PPM = 1_000_000n;

/**
 * Divides two whole numbers and rounds the quotient to a whole number.
 *
 * @param numerator 0 or more
 * @param denominator 1 or more
 */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice !== denominator) return twice > denominator ? quotient + 1n : quotient;
  switch (rounding) {
    case 'halfUp':
      return quotient + 1n;
    case 'halfDown':
      return quotient;
    case 'halfEven':
      return quotient + (quotient % 2n);
  }
}

/**
 * Returns a share of an amount in whole minor units.
 *
 * @param amountMinor amount in minor units, 0 or more
 * @param ppm parts per million, 0 or more
 */
export function shareOf(amountMinor: number, ppm: number, rounding: Rounding): number {
  return Number(divideRounded(BigInt(amountMinor) * BigInt(ppm), PPM, rounding));
}
