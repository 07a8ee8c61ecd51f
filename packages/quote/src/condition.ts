import { QuoteError } from './quote-error.ts';

/** Amounts in minor units by ISO 4217 code: `{ EUR: 1000, JPY: 1500 }`. */
export type MinorByCurrency = Readonly<Record<string, number>>;

type Scalar = string | number;
export type Fact = Scalar | readonly string[] | undefined;

/**
 * A comparison of one fact. `eq` and `in` of a list are true if one of its elements matches. `value` has amounts by currency
 * for amounts, and the comparison is false in other currencies. `where` restricts `subtotal` and `units` of a cart to some lines.
 */
export type Comparison = {
  readonly field: string;
  readonly op: 'eq' | 'in' | 'gte' | 'lte';
  readonly value: Scalar | readonly Scalar[] | MinorByCurrency;
  readonly where?: Condition | undefined;
};

/** A condition as data, so that it can be stored, shown and compared. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** Facts about a cart, a line or a shipping method. `read` throws `QuoteError` for a field that does not exist. */
export type Facts = {
  readonly currency: string;
  readonly read: (field: string, where: Condition | undefined) => Fact;
};

/**
 * Evaluates a condition.
 *
 * @throws QuoteError if it names a field that does not exist, or compares it with a value of another type
 */
export function holds(condition: Condition | undefined, facts: Facts): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((each) => holds(each, facts));
  if ('any' in condition) return condition.any.some((each) => holds(each, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return compare(condition, facts);
}

/**
 * Returns the amount of goods that must be added until the condition holds, in minor units. Undefined if it holds already, or more
 * goods alone do not make it hold.
 */
export function missingMinor(condition: Condition | undefined, facts: Facts): number | undefined {
  if (condition === undefined || holds(condition, facts)) return undefined;
  const gaps = gapsOf(condition, facts).toSorted((a, b) => a - b);
  return gaps.find((gap) => {
    const read: Facts['read'] = (field, where) => {
      const fact = facts.read(field, where);
      return field === 'subtotal' && typeof fact === 'number' ? fact + gap : fact;
    };
    return holds(condition, { ...facts, read });
  });
}

function compare({ field, op, value, where }: Comparison, facts: Facts): boolean {
  const fact = facts.read(field, where);
  if (fact === undefined) return false;
  const isAny = (test: (each: Scalar) => boolean) =>
    typeof fact === 'object' ? fact.some(test) : test(fact);
  switch (op) {
    case 'eq':
      return isAny((each) => each === value);
    case 'in':
      return isAny((each) => Array.isArray(value) && value.includes(each));
    case 'gte':
    case 'lte': {
      const bound = toBound(value, facts.currency);
      if (typeof fact !== 'number') throw new QuoteError(`condition.${field}`, `has no order for ${op}`);
      if (bound === undefined) return false;
      return op === 'gte' ? fact >= bound : fact <= bound;
    }
  }
}

function toBound(value: Comparison['value'], currency: string): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && !Array.isArray(value)) return (value as MinorByCurrency)[currency];
  throw new QuoteError('condition.value', 'must be a number, or amounts by currency', value);
}

/** Returns how much each subtotal that the condition names is too low, in minor units. */
function gapsOf(condition: Condition, facts: Facts): readonly number[] {
  if ('all' in condition) return condition.all.flatMap((each) => gapsOf(each, facts));
  if ('any' in condition) return condition.any.flatMap((each) => gapsOf(each, facts));
  if ('not' in condition) return gapsOf(condition.not, facts);
  if (condition.field !== 'subtotal' || condition.op !== 'gte') return [];
  const bound = toBound(condition.value, facts.currency);
  const subtotalMinor = facts.read('subtotal', condition.where);
  if (bound === undefined || typeof subtotalMinor !== 'number' || bound <= subtotalMinor) return [];
  return [bound - subtotalMinor];
}
