import { discountsOf, fixedPrice, percent, promotion, type Row, skuIs } from './quote-input.spec-kit.ts';

describe('a pattern', () => {
  const pattern = (buy: number, get: number, change: object = {}) =>
    promotion('p1', {
      target: { kind: 'pattern', buy: { units: buy }, get: { units: get }, ...change },
      value: percent(1_000_000),
    });

  it.each([
    [2, 0],
    [3, 1],
    [5, 1],
    [6, 2],
    [1_000_000, 333_333],
  ])('of two and one gives %d units %d free ones', (quantity, free) => {
    expect(discountsOf([[10, quantity]], pattern(2, 1))).toEqual([free * 10]);
  });

  it('discounts the cheapest units, or the dearest', () => {
    const rows: readonly Row[] = [
      [900, 2],
      [100, 1],
      [500, 3],
    ];
    expect(discountsOf(rows, pattern(2, 1))).toEqual([0, 100, 500]);
    expect(discountsOf(rows, pattern(2, 1, { pick: 'dearest' }))).toEqual([1_800, 0, 0]);
  });

  it('is counted a limited number of times', () => {
    expect(discountsOf([[10, 9]], pattern(2, 1, { maxTimes: 2 }))).toEqual([20]);
  });

  it('needs no units to buy if it has none', () => {
    expect(discountsOf([[10, 5]], pattern(0, 2))).toEqual([40]);
  });

  it('takes bought and discounted units from different lines', () => {
    const buy = { units: 2, where: skuIs('A1') };
    const get = { units: 1, where: skuIs('A2') };
    expect(
      discountsOf(
        [
          [100, 5],
          [30, 1],
        ],
        pattern(0, 0, { buy, get }),
      ),
    ).toEqual([0, 30]);
    expect(
      discountsOf(
        [
          [100, 5],
          [30, 9],
        ],
        pattern(0, 0, { buy, get }),
      ),
    ).toEqual([0, 60]);
  });

  it('counts no unit twice if both match one line', () => {
    // 3 of A1 and 1 of A2. Buy 1 of A1, get 1 of any: twice; the units to buy are kept from A1.
    const buy = { units: 1, where: skuIs('A1') };
    expect(
      discountsOf(
        [
          [10, 3],
          [30, 1],
        ],
        pattern(0, 0, { buy, get: { units: 1 } }),
      ),
    ).toEqual([10, 30]);
    // 1 of A1 is bought, so that it cannot be the free one.
    expect(
      discountsOf(
        [
          [10, 1],
          [30, 1],
        ],
        pattern(0, 0, { buy, get: { units: 1 } }),
      ),
    ).toEqual([0, 30]);
    expect(discountsOf([[10, 1]], pattern(0, 0, { buy, get: { units: 1 } }))).toEqual([0]);
  });

  it('keeps units to buy on several lines', () => {
    // 2 of A1, 1 of A2, 1 of A3. Buy 1 of A1 or A2, get 1 of any: twice. 2 of the 3 units of A1 and A2 are bought.
    const buy = { units: 1, where: { any: [skuIs('A1'), skuIs('A2')] } };
    const rows: readonly Row[] = [
      [10, 2],
      [20, 1],
      [30, 1],
    ];
    expect(discountsOf(rows, pattern(0, 0, { buy, get: { units: 1 } }))).toEqual([10, 0, 30]);
  });

  it('takes a fixed price for the units that it discounts', () => {
    const target = { kind: 'pattern', buy: { units: 1 }, get: { units: 1 } } as const;
    expect(discountsOf([[500, 4]], promotion('p1', { target, value: fixedPrice(1) }))).toEqual([998]);
  });

  it('does not count gifts', () => {
    const gift = promotion('p0', { value: { kind: 'gift', sku: 'A1' } });
    expect(discountsOf([[10, 1]], gift, pattern(1, 1))).toEqual([0, 10]);
  });
});
