import { type Condition, type Facts, holds, missingMinor } from './condition.ts';

const facts: Facts = {
  currency: 'EUR',
  read: (field, where) => {
    const all: Record<string, ReturnType<Facts['read']>> = {
      country: 'DE',
      units: 3,
      subtotal: where === undefined ? 4_000 : 500,
      tags: ['red', 'new'],
    };
    return all[field];
  },
};
const subtotal = (minor: number, where?: Condition): Condition => ({
  field: 'subtotal',
  op: 'gte',
  value: { EUR: minor },
  where,
});
const yes: Condition = { field: 'country', op: 'eq', value: 'DE' };
const no: Condition = { field: 'country', op: 'eq', value: 'FR' };

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [yes, true],
    [no, false],
    [{ field: 'absent', op: 'eq', value: 'DE' }, false],
    [{ field: 'country', op: 'in', value: ['FR', 'DE'] }, true],
    [{ field: 'country', op: 'in', value: ['FR'] }, false],
    [{ field: 'tags', op: 'eq', value: 'new' }, true],
    [{ field: 'tags', op: 'in', value: ['old', 'red'] }, true],
    [{ field: 'tags', op: 'eq', value: 'old' }, false],
    [{ field: 'units', op: 'gte', value: 3 }, true],
    [{ field: 'units', op: 'gte', value: 4 }, false],
    [{ field: 'units', op: 'lte', value: 3 }, true],
    [{ field: 'units', op: 'lte', value: 2 }, false],
    [subtotal(4_000), true],
    [subtotal(4_001), false],
    [{ field: 'subtotal', op: 'lte', value: { GBP: 9_999 } }, false],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ all: [] }, true],
    [{ any: [no, yes] }, true],
    [{ any: [no] }, false],
    [{ any: [] }, false],
    [{ not: no }, true],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, facts)).toBe(expected);
  });

  it('holds if there is none', () => {
    expect(holds(undefined, facts)).toBe(true);
  });

  it('refuses to compare texts by size', () => {
    expect(() => holds({ field: 'units', op: 'gte', value: 'many' }, facts)).toThrow(
      'condition.value must be a number, or amounts by currency, not "many"',
    );
    expect(() => holds({ field: 'country', op: 'gte', value: 1 }, facts)).toThrow(
      'condition.country has no order',
    );
  });
});

describe('missingMinor', () => {
  it.each<[string, Condition | undefined, number | undefined]>([
    ['nothing if the condition holds', subtotal(4_000), undefined],
    ['nothing without a condition', undefined, undefined],
    ['the rest of a subtotal', subtotal(5_000), 1_000],
    [
      'the largest rest of several that are all needed',
      { all: [subtotal(5_000), subtotal(600, yes)] },
      1_000,
    ],
    ['the largest rest, also of some lines', { all: [subtotal(5_000), subtotal(1_900, yes)] }, 1_400],
    ['the smallest rest of alternatives', { any: [subtotal(9_000), { not: { not: subtotal(4_500) } }] }, 500],
    ['nothing if something else is missing', { all: [subtotal(5_000), no] }, undefined],
    ['nothing in another currency', { field: 'subtotal', op: 'gte', value: { GBP: 1 } }, undefined],
  ])('returns %s', (_what, condition, expected) => {
    expect(missingMinor(condition, facts)).toBe(expected);
  });
});
