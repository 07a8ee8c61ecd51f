import type { Promotion } from './promotion.ts';
import {
  amount,
  cartOf,
  discountsOf,
  fixedPrice,
  percent,
  promotion,
  quoteOf,
  type Row,
  skuIs,
} from './quote-input.spec-kit.ts';

const LINES = { kind: 'lines' } as const;

describe('a promotion of lines', () => {
  it.each<[string, Partial<Promotion>, readonly number[]]>([
    // 3 × 3.33 = 9.99, 10 % is 0.999; 2 × 10.05 = 20.10, 10 % is 2.01
    ['a percentage, rounded by line', { value: percent(100_000) }, [100, 201]],
    ['an amount of each unit', { value: amount(100) }, [300, 200]],
    ['at most the price', { value: amount(900) }, [999, 1_800]],
    // 5.00 over 9.99 and 20.10 of 30.09: 1.66002 and 3.33998
    ['an amount across the lines', { value: amount(500), spread: 'across' }, [166, 334]],
    ['all of them, if the amount across is larger', { value: amount(9_999), spread: 'across' }, [999, 2_010]],
    ['the difference to a fixed price', { value: fixedPrice(1_000) }, [0, 10]],
    ['nothing in another currency', { value: { kind: 'amount', minor: { GBP: 100 } } }, [0, 0]],
    ['only some lines', { target: { kind: 'lines', where: skuIs('A2') } }, [0, 201]],
    [
      'only some lines, across',
      { target: { kind: 'lines', where: skuIs('A2') }, value: amount(500), spread: 'across' },
      [0, 500],
    ],
  ])('takes off %s', (_what, change, expected) => {
    const rows: readonly Row[] = [
      [333, 3],
      [1_005, 2],
    ];
    expect(discountsOf(rows, promotion('p1', { target: LINES, ...change }))).toEqual(expected);
  });

  it('is applied to the rest after those before it', () => {
    // 100.00 less 10 % is 90.00; 50 % of it is 45.00
    const first = promotion('p1', { target: LINES });
    const second = promotion('p2', { target: LINES, value: percent(500_000) });
    expect(discountsOf([[10_000, 1]], first, second)).toEqual([5_500]);
  });
});

describe('a promotion of the order', () => {
  it('is rounded once and split over the lines by their rests', () => {
    // 3 × 0.05: 10 % of 0.15 is 0.015, 0.02 half up. By line it would be 0.005, 0.01 each
    expect(
      discountsOf(
        [
          [5, 1],
          [5, 1],
          [5, 1],
        ],
        promotion('p1', {}),
      ),
    ).toEqual([1, 1, 0]);
  });

  it('comes after the promotions of lines, whatever its place', () => {
    // Line: 5.00 off 10.00. Order: 10 % of 5.00 + 5.00
    const ofOrder = promotion('p1', {});
    const ofLine = promotion('p2', { target: { kind: 'lines', where: skuIs('A1') }, value: amount(500) });
    expect(
      discountsOf(
        [
          [1_000, 1],
          [500, 1],
        ],
        ofOrder,
        ofLine,
      ),
    ).toEqual([550, 50]);
  });

  it('takes nothing from an order that is free', () => {
    expect(discountsOf([[0, 1]], promotion('p1', { value: amount(100) }))).toEqual([0]);
  });
});

describe('a promotion of shipping', () => {
  const shipping = ['post', 'courier'].map((methodId) => ({
    methodId,
    name: methodId,
    taxClass: 'standard',
    rates: [{ currency: 'EUR', minor: 500 }],
  }));
  it.each<[string, Partial<Promotion>, readonly number[]]>([
    ['a percentage', { value: percent(1_000_000) }, [0, 0]],
    ['an amount', { value: amount(600) }, [0, 0]],
    ['the difference to a fixed price', { value: fixedPrice(199) }, [199, 199]],
    [
      'one method',
      { target: { kind: 'shipping', where: { field: 'methodId', op: 'eq', value: 'post' } } },
      [450, 500],
    ],
  ])('takes off %s', (_what, change, totals) => {
    const promotions = [promotion('p1', { target: { kind: 'shipping' }, ...change })];
    const quote = quoteOf(cartOf([[1_000, 1]], { shipping, promotions }));
    expect(quote.shipping.map(({ totalMinor }) => totalMinor)).toEqual(totals);
    expect(quote.totals.shippingMinor).toBe(1_000);
    expect(quote.lines[0]?.discounts).toEqual([]);
  });
});

describe('a gift', () => {
  const gift = (change: Partial<Promotion> = {}) =>
    promotion('p1', { value: { kind: 'gift', sku: 'A2' }, ...change });
  const input = (given: Promotion) => {
    const all = cartOf(
      [
        [1_000, 1],
        [300, 1],
      ],
      { promotions: [given] },
    );
    return { ...all, lines: all.lines.slice(0, 1) };
  };

  it('is a line of its own, discounted in full', () => {
    const { lines, totals, discounts } = quoteOf(input(gift()));
    expect(lines[1]).toEqual({
      lineId: 'gift:p1',
      sku: 'A2',
      title: 'Article 2',
      quantity: 1,
      unitPriceMinor: 300,
      gift: 'p1',
      discounts: [{ promotion: 'p1', minor: 300 }],
      taxes: [],
      totalMinor: 0,
    });
    expect(totals).toMatchObject({ linesMinor: 1_300, discountMinor: 300, totalMinor: 1_000 });
    expect(discounts).toEqual([{ promotion: 'p1', name: 'p1', minor: 300 }]);
  });

  it('is not given if it is unknown or exceeds the budget', () => {
    expect(quoteOf(input(gift({ value: { kind: 'gift', sku: 'A3' } }))).lines).toHaveLength(1);
    expect(quoteOf(input(gift({ budgetMinor: { EUR: 299 } }))).lines).toHaveLength(1);
    expect(quoteOf(input(gift({ budgetMinor: { EUR: 300 } }))).lines).toHaveLength(2);
  });
});
