import { taxesOf } from './tax-of.ts';
import type { ChosenRate } from './tax-rates.ts';

const rate = (name: string, ppm: number, compound = false): ChosenRate => ({ name, ppm, compound });
const rules = { included: false, level: 'line', rounding: 'halfUp' } as const;
const included = { ...rules, included: true };

/** `[base, tax]` of each rate. */
const amounts = (...args: Parameters<typeof taxesOf>) =>
  taxesOf(...args).map(({ baseMinor, taxMinor }) => [baseMinor, taxMinor]);

describe('taxes that are added', () => {
  it('are each rounded', () => {
    // Quebec: GST 5 % and QST 9.975 % of 19.99: 0.9995 and 1.994 (both on the price)
    expect(amounts(1_999, 1, [rate('GST', 50_000), rate('QST', 99_750)], rules)).toEqual([
      [1_999, 100],
      [1_999, 199],
    ]);
  });

  it('are compound on the price with the taxes before them', () => {
    // Quebec until 2012: GST 5 % of 100.00 = 5.00; QST 7.5 % of 105.00 = 7.875
    expect(amounts(10_000, 1, [rate('GST', 50_000), rate('QST', 75_000, true)], rules)).toEqual([
      [10_000, 500],
      [10_500, 788],
    ]);
  });
});

describe('taxes that are included', () => {
  it('are rounded together and split by their exact amounts', () => {
    // 114.98 / 1.14975 = 100.004; 14.976 in all is 14.98: 5.0002 and 9.9754 are 5.00 and 9.98
    expect(amounts(11_498, 1, [rate('GST', 50_000), rate('QST', 99_750)], included)).toEqual([
      [10_000, 500],
      [10_000, 998],
    ]);
  });

  it('are compound', () => {
    // 112.88 / (1.05 × 1.075) = 100.0044; 12.8756 in all is 12.88: 5.0002 and 7.8753, the cent goes to the larger remainder
    expect(amounts(11_288, 1, [rate('GST', 50_000), rate('QST', 75_000, true)], included)).toEqual([
      [10_000, 500],
      [10_500, 788],
    ]);
  });

  it('never exceed the price, where each one rounded would', () => {
    // A price of 2 with three taxes of 100 %: net 0.5, each tax 0.5. Each rounded up they would be 3; together 1.5 is 2.
    const rates = ['a', 'b', 'c'].map((name) => rate(name, 1_000_000));
    expect(amounts(2, 1, rates, included)).toEqual([
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('are none without rates', () => {
    expect(taxesOf(100, 1, [], included)).toEqual([]);
  });
});

describe('taxes by unit', () => {
  const level = 'unit' as const;

  it('are rounded for each unit, whose shares differ by at most one minor unit', () => {
    // 10.00 over 3 units: 3.34, 3.33, 3.33. 15 %: 0.501 and 0.4995 are 0.50 each, 1.50 in all
    expect(amounts(1_000, 3, [rate('VAT', 150_000)], { ...rules, level })).toEqual([[1_000, 150]]);
    // 10 %: 0.334 and 0.333 are 0.33 each, 0.99 in all
    expect(amounts(1_000, 3, [rate('VAT', 100_000)], { ...rules, level })).toEqual([[1_000, 99]]);
  });

  it('are included in each unit', () => {
    // 5 over 2 units: 3 and 2. 20 %: 0.5 is 1, and 0.33 is 0
    expect(amounts(5, 2, [rate('VAT', 200_000)], { ...included, level })).toEqual([[4, 1]]);
  });
});
