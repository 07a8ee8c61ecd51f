import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import { QuoteError } from './quote-error.ts';

/** Throws unless each amount is one of `checkAmount`. */
export function checkAmounts(field: string, amounts: Readonly<Record<string, number>>): void {
  for (const [currency, minor] of Object.entries(amounts)) checkAmount(`${field}.${currency}`, minor);
}

/** Throws unless an amount is a whole number of minor units from 0 to `MAX_AMOUNT_MINOR`. */
export function checkAmount(field: string, minor: number): void {
  checkWhole(field, minor, 0, MAX_AMOUNT_MINOR);
}

/** Throws unless a value is a whole number within its bounds. */
export function checkWhole(field: string, value: number, min: number, max: number): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new QuoteError(field, `must be a whole number from ${min} to ${max}`, value);
  }
}

/** Throws unless a list has a number of elements within its bounds. */
export function checkCount(field: string, count: number, min: number, max: number): void {
  if (count < min || count > max) throw new QuoteError(field, `must have ${min} to ${max} elements`, count);
}

/** Throws if two elements have the same id. */
export function checkUnique<Item>(field: string, items: readonly Item[], id: (item: Item) => string): void {
  const seen = new Set<string>();
  for (const each of items.map(id)) {
    if (seen.has(each)) throw new QuoteError(field, 'must have each only once, twice', each);
    seen.add(each);
  }
}

/** Throws unless a text is a time. */
export function checkTime(field: string, time: string): void {
  if (Number.isNaN(Date.parse(time))) throw new QuoteError(field, 'must be an RFC 3339 time', time);
}
