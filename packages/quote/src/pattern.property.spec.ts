import fc from 'fast-check';
import { unitsOfPattern } from './pattern.ts';
import type { PricedLine } from './price-lines.ts';
import { skuIs } from './quote-input.spec-kit.ts';
import { PARAMETERS, RUNS, SPEC_TIMEOUT_MS } from './runs.spec-kit.ts';

const row = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  unitPriceMinor: fc.nat({ max: 4 }),
  isBought: fc.boolean(),
  isGot: fc.boolean(),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** Every choice of 0 to `quantity` units of each line. */
const choices = (rows: readonly Row[]): readonly (readonly number[])[] =>
  rows.reduce<readonly (readonly number[])[]>(
    (all, { quantity }) =>
      all.flatMap((chosen) => Array.from({ length: quantity + 1 }, (_, units) => [...chosen, units])),
    [[]],
  );
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const costOf = (rows: readonly Row[], units: readonly number[]) =>
  sum(units.map((count, index) => count * (rows[index]?.unitPriceMinor ?? 0)));

/** Choices that discount `times * get` units, and leave `times * buy` units that can be bought. */
const possible = (rows: readonly Row[], times: number, buy: number, get: number) =>
  choices(rows).filter((units) => {
    const left = rows.map(({ quantity, isBought }, index) => (isBought ? quantity - (units[index] ?? 0) : 0));
    const isAllowed = units.every((count, index) => count === 0 || rows[index]?.isGot);
    return isAllowed && sum(units) === times * get && sum(left) >= times * buy;
  });

describe('a pattern', () => {
  it(
    `is found as often as possible, and discounts the cheapest units (${RUNS} carts)`,
    () => {
      fc.assert(
        fc.property(
          fc.array(row, { minLength: 1, maxLength: 4 }),
          fc.nat({ max: 2 }),
          fc.integer({ min: 1, max: 2 }),
          (rows, buy, get) => {
            const lines: readonly PricedLine[] = rows.map(({ quantity, unitPriceMinor }, index) => ({
              lineId: `L${index}`,
              offer: { sku: `A${index}`, title: '', taxClass: 'standard', prices: {} },
              quantity,
              unitPriceMinor,
            }));
            const where = (test: (each: Row) => boolean) => ({
              any: rows.flatMap((each, index) => (test(each) ? [skuIs(`A${index}`)] : [])),
            });
            const units = unitsOfPattern(
              {
                kind: 'pattern',
                buy: { units: buy, where: where(({ isBought }) => isBought) },
                get: { units: get, where: where(({ isGot }) => isGot) },
              },
              lines,
              'EUR',
            );
            const times = sum(units) / get;
            expect(possible(rows, times, buy, get)).toContainEqual(units);
            expect(possible(rows, times + 1, buy, get)).toEqual([]);
            const costs = possible(rows, times, buy, get).map((each) => costOf(rows, each));
            expect(costOf(rows, units)).toBe(Math.min(...costs));
          },
        ),
        PARAMETERS,
      );
    },
    SPEC_TIMEOUT_MS,
  );
});
