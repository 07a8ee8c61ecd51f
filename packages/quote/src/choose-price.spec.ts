import { applicablePriceLists, choosePrice } from './choose-price.ts';
import { computeQuote } from './compute-quote.ts';
import type { PriceList } from './price-list.ts';
import { AT, cartOf, LONG_AGO, promotion, quoteOf, vat } from './quote-input.spec-kit.ts';

const list = (id: string, minor: number, change: Partial<PriceList> = {}): PriceList => ({
  id,
  name: id,
  priority: 0,
  status: 'active',
  conditions: {},
  taxIncluded: false,
  entries: [{ sku: 'A1', currency: 'EUR', minQuantity: 1, minor }],
  ...change,
});
const buyer = { customerGroups: ['staff', 'trade'], channel: 'web' };
const price = (priceLists: readonly PriceList[], units = 1) =>
  quoteOf(cartOf([[1_000, units]], { ...buyer, priceLists })).lines[0];

describe('the price of a line', () => {
  it('is the base price without a price list', () => {
    expect(price([])).toMatchObject({ unitPriceMinor: 1_000 });
    expect(price([])).not.toHaveProperty('priceList');
  });

  it.each<[string, readonly PriceList[], string]>([
    [
      'most conditions, whatever their priority',
      [
        list('a', 1, { priority: 9, conditions: { channel: 'web' } }),
        list('b', 2, { conditions: { channel: 'web', customerGroup: 'trade' } }),
      ],
      'b',
    ],
    ['the highest priority', [list('a', 1), list('b', 2, { priority: 1 })], 'b'],
    ['the lowest id', [list('b', 1), list('a', 2)], 'a'],
  ])('comes from the list with %s', (_what, priceLists, chosen) => {
    expect(price(priceLists)).toMatchObject({ priceList: chosen });
  });

  it.each<[string, Partial<PriceList>]>([
    ['is a draft', { status: 'draft' }],
    ['is paused', { status: 'paused' }],
    ['has ended', { status: 'ended' }],
    ['is not valid yet', { validFrom: '2026-06-01T12:00:00.001Z' }],
    ['is no longer valid', { validUntil: AT }],
    ['is for another group', { conditions: { customerGroup: 'wholesale' } }],
    ['is for another country', { conditions: { country: 'FR' } }],
    ['is for another channel', { conditions: { channel: 'shop' } }],
    ['includes the tax in a market without', { taxIncluded: true }],
    [
      'has the SKU in another currency',
      { entries: [{ sku: 'A1', currency: 'GBP', minQuantity: 1, minor: 1 }] },
    ],
    ['has other SKUs', { entries: [{ sku: 'A2', currency: 'EUR', minQuantity: 1, minor: 1 }] }],
    ['begins at more units', { entries: [{ sku: 'A1', currency: 'EUR', minQuantity: 2, minor: 1 }] }],
  ])('is the base price if the list %s', (_what, change) => {
    expect(price([list('a', 1, change)])).toMatchObject({ unitPriceMinor: 1_000 });
  });

  it('comes from a list from its first instant', () => {
    expect(price([list('a', 1, { validFrom: AT })])).toMatchObject({ priceList: 'a' });
    expect(price([list('a', 1, { validFrom: LONG_AGO })])).toMatchObject({ priceList: 'a' });
  });

  it('compares times with any offset', () => {
    expect(price([list('a', 1, { validFrom: '2026-06-01T14:00:00+02:00' })])).toMatchObject({
      priceList: 'a',
    });
  });

  const tiers = [10, 1, 5].map((minQuantity) => ({
    sku: 'A1',
    currency: 'EUR',
    minQuantity,
    minor: 1_000 - minQuantity,
  }));
  it.each([
    [1, 999],
    [4, 999],
    [5, 995],
    [9, 995],
    [10, 990],
    [500, 990],
  ])('is that of the highest tier that %d units reach', (units, unitPriceMinor) => {
    expect(price([list('a', 0, { entries: tiers })], units)).toMatchObject({ unitPriceMinor });
  });

  it('counts the units of the SKU on all lines', () => {
    const input = cartOf([[1_000, 3]], { priceLists: [list('a', 0, { entries: tiers })] });
    const lines = [...input.lines, { lineId: 'L2', sku: 'A1', quantity: 2 }];
    expect(quoteOf({ ...input, lines }).lines.map((line) => line.unitPriceMinor)).toEqual([995, 995]);
  });

  it('shows the base price if the list is cheaper', () => {
    expect(price([list('a', 900)])).toMatchObject({ unitPriceMinor: 900, wasMinor: 1_000 });
    expect(price([list('a', 1_000)])).not.toHaveProperty('wasMinor');
  });

  it('is the negotiated price if the line has one', () => {
    const input = cartOf([[1_000, 1]], { priceLists: [list('a', 900)] });
    const lines = [{ lineId: 'L1', sku: 'A1', quantity: 1, unitPriceMinor: 1_200 }];
    expect(quoteOf({ ...input, lines }).lines[0]).toMatchObject({ unitPriceMinor: 1_200 });
  });

  it('exists in a currency that only a list has', () => {
    const lists = applicablePriceLists(cartOf([[1, 1]], { priceLists: [list('a', 7)] }));
    const offer = { sku: 'A1', title: '', taxClass: 'standard', prices: {} };
    expect(choosePrice(offer, 1, 'EUR', lists)).toEqual({ unitPriceMinor: 7, priceList: 'a' });
    expect(choosePrice(offer, 1, 'EUR', [])).toBeUndefined();
  });
});

describe('a cart', () => {
  it('is rejected with SKUs that are unknown', () => {
    expect(computeQuote(cartOf([[1, 1]], { offers: [] }))).toEqual({
      rejection: { code: 'UNKNOWN_SKU', skus: ['A1'] },
    });
  });

  it('is rejected with SKUs that have no price in its currency', () => {
    const { offers } = cartOf([[1, 1]]);
    expect(computeQuote(cartOf([[1, 1]], { currency: 'GBP', offers }))).toEqual({
      rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'GBP', skus: ['A1'] },
    });
  });

  it('is rejected above the largest amount, also if its product is not a safe integer', () => {
    const rejection = { code: 'QUOTE_TOO_LARGE', maxTotalMinor: 100_000_000_000 };
    expect(computeQuote(cartOf([[100_000_000_000, 1_000_000]]))).toEqual({ rejection });
    expect(
      computeQuote(
        cartOf([
          [100_000_000_000, 1],
          [1, 1],
        ]),
      ),
    ).toEqual({ rejection });
    const promotions = [promotion('p1', {})];
    expect(computeQuote(cartOf([[100_000_000_000, 1_000_000]], { promotions }))).toEqual({ rejection });
    // 99,999 × 1,000,000 + 1,000,000 = 100,000,000,000
    const largest = cartOf([
      [99_999, 1_000_000],
      [1_000_000, 1],
    ]);
    expect(quoteOf(largest).totals.totalMinor).toBe(100_000_000_000);
    expect(computeQuote({ ...largest, tax: vat(10_000) })).toEqual({ rejection });
  });
});
