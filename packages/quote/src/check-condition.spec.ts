import { checkCondition, MAX_COMPARISONS, MAX_CONDITION_DEPTH } from './check-condition.ts';

const sku = { field: 'sku', op: 'eq', value: 'TEA' };
const spend = { field: 'subtotal', op: 'gte', value: { EUR: 5_000 } };

describe('checkCondition', () => {
  it.each([
    ['a comparison', spend, 'cart'],
    [
      'all, any and not',
      { all: [spend, { any: [{ not: spend }, { field: 'country', op: 'in', value: ['DE'] }] }] },
      'cart',
    ],
    ['lines of a subtotal', { ...spend, where: sku }, 'cart'],
    ['an attribute', { field: 'attributes.brand', op: 'eq', value: 'Acme' }, 'line'],
    ['a number of units', { field: 'units', op: 'lte', value: 3 }, 'line'],
    ['a shipping method', { field: 'methodId', op: 'in', value: ['post'] }, 'shipping'],
  ] as const)('accepts %s', (_name, condition, of) => {
    expect(() => checkCondition('condition', condition, of)).not.toThrow();
  });

  it.each([
    ['a text', 'everybody', 'cart', 'condition must be an object, not "everybody"'],
    [
      'an unknown field',
      { field: 'colour', op: 'eq', value: 'red' },
      'cart',
      'condition.field must be a field of a cart, not "colour"',
    ],
    ['a field of another kind', sku, 'cart', 'condition.field must be a field of a cart, not "sku"'],
    [
      'a field of every object',
      { field: 'constructor', op: 'eq', value: 'red' },
      'line',
      'condition.field must be a field of a line, not "constructor"',
    ],
    [
      'an unknown operator',
      { ...sku, op: 'like' },
      'line',
      'condition.op must be eq, in, gte or lte, not "like"',
    ],
    [
      'an amount without a currency',
      { ...spend, value: 5_000 },
      'cart',
      'condition.value must have amounts by currency, not 5000',
    ],
    [
      'an amount that is equal',
      { ...spend, op: 'eq' },
      'cart',
      'condition.value must be compared by gte or lte, because it is an amount',
    ],
    [
      'an order of texts',
      { ...sku, op: 'gte' },
      'line',
      'condition.value must be compared by eq or in, because a text has no gte',
    ],
    [
      'a negative amount',
      { ...spend, value: { EUR: -1 } },
      'cart',
      'condition.value.EUR must be a whole number from 0 to 100000000000, not -1',
    ],
    [
      'an empty list',
      { field: 'sku', op: 'in', value: [] },
      'line',
      'condition.value must be a list of 1 to 1000 values',
    ],
    [
      'a text for units',
      { field: 'units', op: 'eq', value: '3' },
      'line',
      'condition.value must be a number, not "3"',
    ],
    [
      'a place deep inside',
      { all: [spend, { not: { ...spend, where: { any: [sku, { ...sku, op: 1 }] } } }] },
      'cart',
      'condition.all[1].not.where.any[1].op must be eq, in, gte or lte, not 1',
    ],
    [
      'lines of a line',
      { ...sku, where: sku },
      'line',
      'condition.where must be absent: only subtotal and units of a cart have it',
    ],
    [
      'a further name',
      { ...sku, unless: sku },
      'line',
      'condition.unless must be one of field, op, value, where',
    ],
  ] as const)('refuses %s', (_name, condition, of, message) => {
    expect(() => checkCondition('condition', condition, of)).toThrow(message);
  });

  it('limits depth and comparisons', () => {
    const deep = (levels: number): unknown => (levels === 1 ? spend : { not: deep(levels - 1) });
    expect(() => checkCondition('condition', deep(MAX_CONDITION_DEPTH), 'cart')).not.toThrow();
    expect(() => checkCondition('condition', deep(MAX_CONDITION_DEPTH + 1), 'cart')).toThrow(
      'at most 10 levels',
    );
    const wide = (count: number) => ({ any: Array.from({ length: count }, () => spend) });
    expect(() => checkCondition('condition', wide(MAX_COMPARISONS), 'cart')).not.toThrow();
    expect(() => checkCondition('condition', wide(MAX_COMPARISONS + 1), 'cart')).toThrow(
      'at most 100 comparisons',
    );
  });
});
