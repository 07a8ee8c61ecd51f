import fc from 'fast-check';
import { shareOfUnits, split } from './split.ts';

const amount = fc.integer({ min: 0, max: 100_000_000_000 });

describe('split', () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [100, [50, 30, 20], [50, 30, 20]],
    // 1 × 2/3 = 0.67 and 1 × 1/3 = 0.33: the minor unit goes to the larger remainder
    [1, [1, 2], [0, 1]],
    // 7 × 3/10 = 2.1, 7 × 3/10 = 2.1, 7 × 4/10 = 2.8
    [7, [3, 3, 4], [2, 2, 3]],
    [5, [0, 0], [3, 2]],
    [5, [0, 3, 0], [0, 5, 0]],
    [0, [1, 2], [0, 0]],
    [0, [], []],
  ])('splits %d by %j', (amountMinor, weights, parts) => {
    expect(split(amountMinor, weights)).toEqual(parts);
  });

  it.each([
    [-1, [1], 'amountMinor must be 0 or more, not -1'],
    [1.5, [1], 'amountMinor must be a whole number up to 2^53 - 1, not 1.5'],
    [1, [1, -2], 'weights[1] must be 0 or more, not -2'],
    [1, [], 'weights must have at least one weight'],
  ])('refuses %d by %j', (amountMinor, weights, message) => {
    expect(() => split(amountMinor, weights)).toThrow(message);
  });

  it('loses nothing, and each part is its exact share, rounded down or up', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 30 }), (amountMinor, weights) => {
        const parts = split(amountMinor, weights);
        const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(amountMinor);
        for (const [index, part] of parts.entries()) {
          const weight = sum === 0n ? 1n : BigInt(weights[index] ?? 0);
          const whole = sum === 0n ? BigInt(weights.length) : sum;
          const floor = (BigInt(amountMinor) * weight) / whole;
          const ceiling = (BigInt(amountMinor) * weight + whole - 1n) / whole;
          expect([floor, ceiling]).toContain(BigInt(part));
          if (sum >= BigInt(amountMinor)) expect(BigInt(part)).toBeLessThanOrEqual(weight);
        }
      }),
      { seed: 20_260_101, numRuns: 500 },
    );
  });
});

describe('shareOfUnits', () => {
  it('is the sum of these units in a split by equal weights', () => {
    // 1000 over 3 units: 334, 333, 333
    expect([0, 1, 2].map((from) => shareOfUnits(1_000, 3, from, 1))).toEqual([334, 333, 333]);
    expect(shareOfUnits(1_000, 3, 1, 2)).toBe(666);
  });

  it.each([
    [0, 0, 0],
    [3, 2, 2],
  ])('refuses units beyond a quantity of %d', (quantity, from, units) => {
    expect(() => shareOfUnits(10, quantity, from, units + 1)).toThrow(
      `from + units must be at most ${quantity}`,
    );
  });

  it('sums to the amount, in whatever parts', () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 10 }),
        (amountMinor, parts) => {
          const quantity = parts.reduce((sum, part) => sum + part, 1);
          let from = 0;
          let sum = 0;
          for (const units of [...parts, 1]) {
            sum += shareOfUnits(amountMinor, quantity, from, units);
            from += units;
          }
          expect(sum).toBe(amountMinor);
          const units = Array.from({ length: quantity }, (_, index) =>
            shareOfUnits(amountMinor, quantity, index, 1),
          );
          expect(units).toEqual(split(amountMinor, Array(quantity).fill(1)));
        },
      ),
      { seed: 20_260_101, numRuns: 200 },
    );
  });
});
