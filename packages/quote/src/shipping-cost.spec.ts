import { computeQuote } from './compute-quote.ts';
import { cartOf, promotion, quoteOf, rate, vat } from './quote-input.spec-kit.ts';
import { type ShippingRate, shippingCost } from './shipping-cost.ts';

const methodOf = (change: Partial<ShippingRate>) => ({
  methodId: 'post',
  name: 'Post',
  taxClass: 'standard',
  rates: [{ currency: 'EUR', minor: 499, ...change }],
});
const goods = { valueMinor: 5_000, weightGrams: 900, units: 4 };
const cost = (change: Partial<ShippingRate>) => shippingCost(methodOf(change), 'EUR', goods);

describe('the cost of shipping', () => {
  it.each<[string, Partial<ShippingRate>, number]>([
    ['the price', {}, 499],
    ['0 from an amount of goods', { freeAboveMinor: 5_000 }, 0],
    ['the price below this amount', { freeAboveMinor: 5_001 }, 499],
    [
      'a tier by weight',
      {
        tiers: {
          by: 'weight',
          steps: [
            { from: 900, minor: 1 },
            { from: 901, minor: 2 },
          ],
        },
      },
      1,
    ],
    [
      'a tier by value',
      {
        tiers: {
          by: 'value',
          steps: [
            { from: 0, minor: 9 },
            { from: 5_000, minor: 1 },
          ],
        },
      },
      1,
    ],
    [
      'a tier by units',
      {
        tiers: {
          by: 'units',
          steps: [
            { from: 4, minor: 1 },
            { from: 2, minor: 2 },
          ],
        },
      },
      1,
    ],
    ['the price if no tier is reached', { tiers: { by: 'units', steps: [{ from: 5, minor: 1 }] } }, 499],
  ])('is %s', (_what, change, minor) => {
    expect(cost(change)).toBe(minor);
  });

  it('depends on the goods after discounts of lines and order', () => {
    const shipping = [methodOf({ freeAboveMinor: 5_000 })];
    const promotions = [promotion('p1', { value: { kind: 'amount', minor: { EUR: 1 } } })];
    expect(quoteOf(cartOf([[5_000, 1]], { shipping })).totals.shippingMinor).toBe(0);
    expect(quoteOf(cartOf([[5_000, 1]], { shipping, promotions })).totals.shippingMinor).toBe(499);
  });

  it('counts the weight of all units', () => {
    const input = cartOf([[1, 3]]);
    const offers = input.offers.map((offer) => ({ ...offer, weightGrams: 300 }));
    const shipping = [methodOf({ tiers: { by: 'weight', steps: [{ from: 900, minor: 700 }] } })];
    expect(quoteOf({ ...input, offers, shipping }).totals.shippingMinor).toBe(700);
  });

  it('rejects a method without a price in the currency', () => {
    expect(computeQuote(cartOf([[1, 1]], { currency: 'GBP', shipping: [methodOf({})] }))).toEqual({
      rejection: { code: 'SHIPPING_NOT_OFFERED', currency: 'GBP', methods: ['post'] },
    });
  });
});

describe('the tax of shipping', () => {
  const rates = [rate(190_000), rate(70_000, { taxClass: 'books' })];

  it('is that of its class', () => {
    // 4.99 includes 19 %: 4.99 × 19 / 119 = 0.7967
    const tax = { ...vat(0, { included: true }), rates };
    const { shipping } = quoteOf(cartOf([[4_000, 1, 'books']], { tax, shipping: [methodOf({})] }));
    expect(shipping[0]?.taxes).toMatchObject([{ class: 'standard', baseMinor: 419, taxMinor: 80 }]);
  });

  it('is that of the goods, by their amounts', () => {
    // 4.99 over 60.00 and 40.00: 2.994 and 1.996 are 2.99 and 2.00. 2.99 × 19 / 119 = 0.4774; 2.00 × 7 / 107 = 0.1308
    const tax = { ...vat(0, { included: true, shipping: 'lines' }), rates };
    const input = cartOf(
      [
        [6_000, 1],
        [4_000, 1, 'books'],
      ],
      { tax, shipping: [methodOf({})] },
    );
    expect(quoteOf(input).shipping[0]?.taxes).toMatchObject([
      { class: 'standard', baseMinor: 251, taxMinor: 48 },
      { class: 'books', baseMinor: 187, taxMinor: 13 },
    ]);
  });
});
