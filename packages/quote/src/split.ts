import { QuoteError } from './quote-error.ts';

/**
 * Splits an amount by weights into whole minor units, whose sum is the amount. Each part is its exact share rounded down, and
 * the minor units that are left go to the parts with the largest remainders, one each, ties in the order of the weights.
 *
 * A part is never larger than its weight if the amount is at most the sum of the weights. A discount that is split by the
 * amounts of lines therefore makes none of them negative.
 *
 * @param amountMinor amount in minor units, 0 or more
 * @param weights whole numbers of 0 or more. If all are 0, they count as equal
 * @returns one part for each weight, in minor units
 * @throws QuoteError if the amount or a weight is negative or not a whole number, or there is an amount and no weight
 */
export function split(amountMinor: number, weights: readonly (bigint | number)[]): readonly number[] {
  const amount = toWhole('amountMinor', amountMinor);
  const given = weights.map((weight, index) => toWhole(`weights[${index}]`, weight));
  if (given.length === 0 && amount > 0n) throw new QuoteError('weights', 'must have at least one weight');
  const areAllZero = given.every((weight) => weight === 0n);
  const counted = areAllZero ? given.map(() => 1n) : given;
  const sum = counted.reduce((total, weight) => total + weight, 0n);
  const shares = counted.map((weight, index) => ({
    index,
    floor: (amount * weight) / sum,
    remainder: (amount * weight) % sum,
  }));
  const parts = shares.map(({ floor }) => floor);
  const left = amount - parts.reduce((total, part) => total + part, 0n);
  const byRemainder = shares.toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts.map(Number);
}

/**
 * Returns the part of an amount that belongs to some of its units, for captures, refunds and taxes by unit. It is the sum of
 * these units in `split` by equal weights, so that the shares of all units, in any parts, sum to the amount.
 *
 * @param amountMinor amount of all units in minor units, 0 or more
 * @param quantity number of all units, 1 or more
 * @param from number of units before these, which were captured or refunded earlier
 * @param units number of these units
 * @returns the share of these units, in minor units
 * @throws QuoteError if a number is negative or not whole, or `from + units` exceeds the quantity
 */
export function shareOfUnits(amountMinor: number, quantity: number, from: number, units: number): number {
  const amount = toWhole('amountMinor', amountMinor);
  const all = toWhole('quantity', quantity);
  const first = toWhole('from', from);
  const end = first + toWhole('units', units);
  if (all === 0n || end > all)
    throw new QuoteError('from + units', `must be at most ${quantity}`, Number(end));
  const each = amount / all;
  const larger = amount % all;
  const until = (count: bigint) => count * each + (count < larger ? count : larger);
  return Number(until(end) - until(first));
}

function compare(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function toWhole(field: string, value: bigint | number): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new QuoteError(field, 'must be a whole number up to 2^53 - 1', value);
  }
  if (value < 0) throw new QuoteError(field, 'must be 0 or more', Number(value));
  return BigInt(value);
}
