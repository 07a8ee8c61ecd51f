import { givenCondition } from './given-condition.ts';

const nested = (levels: number): unknown =>
  levels === 1 ? { field: 'units', op: 'gte', value: 1 } : { not: nested(levels - 1) };
const DEEP_LEVELS = 100_000;

describe('a condition that a caller sends', () => {
  it.each<[unknown]>([
    [{ field: 'subtotal', op: 'gte', value: { EUR: 5_000, GBP: 4_500 } }],
    [{ field: 'units', op: 'lte', value: 20, where: { field: 'sku', op: 'in', value: ['A', 'B'] } }],
    [{ field: 'units', op: 'gte', value: 1, where: { field: 'attributes.colour', op: 'eq', value: 'red' } }],
    [{ all: [{ any: [] }, { not: { field: 'country', op: 'eq', value: 'GB' } }] }],
    [nested(5)],
  ])('is accepted: %j', (given) => {
    expect(givenCondition.parse(given)).toEqual(given);
  });

  it.each<[unknown, string]>([
    [{ field: 'sku', op: 'eq', value: 'A' }, 'field must be one of subtotal, units'],
    [{ field: 'country', op: 'gte', value: 1 }, 'country must be compared with eq or in, not with gte'],
    [{ field: 'country', op: 'in', value: 'GB' }, 'value of country must be a list for in'],
    [{ field: 'country', op: 'eq', value: ['GB'] }, 'value of country must be a text or a number for eq'],
    [{ field: 'units', op: 'gte', value: 'many' }, 'value of units must be a number or amounts by currency'],
    [
      { field: 'country', op: 'eq', value: 'GB', where: nested(1) },
      'where must be beside subtotal or units of a cart, not country',
    ],
    [
      { field: 'units', op: 'gte', value: 1, where: { field: 'country', op: 'eq', value: 'GB' } },
      'field must be one of sku, units, unitPrice, priceList, taxClass, attributes.NAME, not "country"',
    ],
    [nested(6), 'must have at most 5 levels'],
    [{ field: 'units' }, 'Invalid input'],
  ])('is refused: %j', (given, message) => {
    expect(JSON.stringify(givenCondition.safeParse(given).error?.issues)).toContain(
      JSON.stringify(message).slice(1, -1),
    );
  });

  it.each([
    ['conditions', (count: number) => ({ all: Array.from({ length: count }, () => nested(1)) })],
    [
      'values',
      (count: number) => ({ field: 'country', op: 'in', value: Array.from({ length: count }, () => 'GB') }),
    ],
  ])('has at most 100 %s', (_what, toCondition) => {
    expect(givenCondition.safeParse(toCondition(100)).success).toBe(true);
    expect(givenCondition.safeParse(toCondition(101)).success).toBe(false);
  });

  it('is refused without a stack overflow, however deep it is', () => {
    const given: unknown = JSON.parse(`${'{"not":'.repeat(DEEP_LEVELS)}1${'}'.repeat(DEEP_LEVELS)}`);
    expect(givenCondition.safeParse(given).error?.issues).toMatchObject([
      { message: 'must have at most 5 levels' },
    ]);
  });
});

it('names the forms of a condition if it has none of them', () => {
  const { error } = givenCondition.safeParse({ all: [true] });
  expect(error?.issues[0]?.message).toBe('must be {all}, {any}, {not}, or a comparison {field, op, value}');
});
