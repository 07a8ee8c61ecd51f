import type { Promotion, PromotionValue } from './promotion.ts';
import {
  amount,
  cartOf,
  percent,
  policy,
  promotion,
  quoteOf,
  type Row,
  rate,
  vat,
} from './quote-input.spec-kit.ts';
import type { QuoteInput } from './quote-input.ts';
import { shareOfUnits } from './split.ts';
import type { TaxPolicy } from './tax-input.ts';

/**
 * Cases whose amounts were calculated by hand: from documentation of other products, and from reports of wrong amounts in them.
 * The calculation stands beside each. Amounts in minor units: `[tax, total]`.
 */
const taxAndTotal = (rows: readonly Row[], change: Partial<QuoteInput>) => {
  const { totals } = quoteOf(cartOf(rows, change));
  return [totals.taxMinor, totals.totalMinor];
};
const taxed = (rows: readonly Row[], ppm: number, rules: Partial<TaxPolicy>, currency = 'EUR') =>
  taxAndTotal(rows, { currency, tax: vat(ppm, rules) });
const off = (id: string, value: PromotionValue, change: Partial<Promotion> = {}) =>
  promotion(id, { value, ...change });
const INCLUDED = { included: true } as const;
const UNIT = { level: 'unit' } as const;

describe('tax by line and by unit', () => {
  // https://docs.alokai.com/commercetools/reference/api/commercetools-types.taxcalculationmode.html
  it('is that of commercetools', () => {
    // 3 × 1.08 = 3.24; 19 % is 0.6156, 0.62. By unit: 19 % of 1.08 is 0.2052, 0.21; × 3 = 0.63
    expect(taxed([[108, 3]], 190_000, {})).toEqual([62, 386]);
    expect(taxed([[108, 3]], 190_000, UNIT)).toEqual([63, 387]);
  });

  // https://github.com/odoo/odoo/issues/12039
  it('differs by a cent for 4 × 5.63 at 22 %', () => {
    // 22.52 × 0.22 = 4.9544, 4.95. By unit: 1.2386, 1.24; × 4 = 4.96
    expect(taxed([[563, 4]], 220_000, {})).toEqual([495, 2_747]);
    expect(taxed([[563, 4]], 220_000, UNIT)).toEqual([496, 2_748]);
  });

  // https://github.com/woocommerce/woocommerce/issues/18710
  it('is the same for two lines of one unit and one line of two, by unit', () => {
    // 10.70 × 0.21 = 2.247, 2.25; twice 4.50. By line: 21.40 × 0.21 = 4.494, 4.49
    expect(
      taxed(
        [
          [1_070, 1],
          [1_070, 1],
        ],
        210_000,
        {},
      ),
    ).toEqual([450, 2_590]);
    expect(taxed([[1_070, 2]], 210_000, {})).toEqual([449, 2_589]);
    expect(taxed([[1_070, 2]], 210_000, UNIT)).toEqual([450, 2_590]);
  });

  // https://github.com/woocommerce/woocommerce/issues/14230: 806,451 + 193,548 was 999,999
  it('and net amount are the price, in a currency without decimals', () => {
    // 100 × 10,000 ISK with 24 %: 1,000,000 × 24 / 124 = 193,548.39. By unit: 1,935.48, 1,935; × 100 = 193,500
    expect(taxed([[10_000, 100]], 240_000, INCLUDED, 'ISK')).toEqual([193_548, 1_000_000]);
    expect(taxed([[10_000, 100]], 240_000, { ...INCLUDED, ...UNIT }, 'ISK')).toEqual([193_500, 1_000_000]);
    const { taxes } = quoteOf(cartOf([[10_000, 100]], { currency: 'ISK', tax: vat(240_000, INCLUDED) }));
    expect(taxes[0]?.baseMinor).toBe(806_452);
  });
});

describe('tax that is included', () => {
  // https://github.com/woocommerce/woocommerce/issues/23831: 3 × 40.00 was 119.99
  it('leaves the price as it is', () => {
    // 40.00 × 19 / 119 = 6.3866, 6.39; three lines 19.17. One line of 120.00: 19.1597, 19.16
    expect(
      taxed(
        [
          [4_000, 1],
          [4_000, 1],
          [4_000, 1],
        ],
        190_000,
        INCLUDED,
      ),
    ).toEqual([1_917, 12_000]);
    expect(taxed([[4_000, 3]], 190_000, INCLUDED)).toEqual([1_916, 12_000]);
  });

  // https://github.com/vendurehq/vendure/issues/2662
  it('is part of the price of all units, also after a discount', () => {
    // 10 × 38.23 = 382.30; × 20 / 120 = 63.7167. Less 6.2 %, 23.7026: 358.60; × 20 / 120 = 59.7667
    const tax = vat(200_000, INCLUDED);
    expect(taxAndTotal([[3_823, 10]], { tax })).toEqual([6_372, 38_230]);
    expect(taxAndTotal([[3_823, 10]], { tax, promotions: [off('p1', percent(62_000))] })).toEqual([
      5_977, 35_860,
    ]);
  });

  // https://docs.zuora.com/zuora-billing/set-up-zuora-billing/apply-taxes/additional-resources-on-taxes/rounding-rule-for-inclusive-tax-mode
  it('is rounded itself, and not the net amount', () => {
    // 2.99 × 4 / 104 = 0.115 exactly
    expect(taxed([[299, 1]], 40_000, INCLUDED)).toEqual([12, 299]);
    expect(taxed([[299, 1]], 40_000, { ...INCLUDED, rounding: 'halfDown' })).toEqual([11, 299]);
    expect(taxed([[299, 1]], 40_000, { ...INCLUDED, rounding: 'halfEven' })).toEqual([12, 299]);
  });

  // https://github.com/medusajs/medusa/issues/5776: the total was 39.00
  it('is in a discount, too', () => {
    // 50.00 - 10.00 = 40.00; × 10 / 110 = 3.6364
    const promotions = [off('p1', amount(1_000))];
    expect(taxAndTotal([[5_000, 1]], { tax: vat(100_000, INCLUDED), promotions })).toEqual([364, 4_000]);
  });

  // https://github.com/medusajs/medusa/issues/12226: the total was -1.6e-14
  it('is 0 after a discount of 100 %', () => {
    const promotions = [off('p1', percent(1_000_000))];
    expect(taxAndTotal([[39_900, 1]], { tax: vat(190_000, INCLUDED), promotions })).toEqual([0, 0]);
  });
});

describe('discounts', () => {
  // https://github.com/shopperlabs/shopper/pull/587: the tax was 5.81, of 4 × 7.26
  it('that the units cannot share equally are taxed exactly', () => {
    // 4 × 7.50 - 0.98 = 29.02; × 0.2 = 5.804. By unit: 7.26, 7.26, 7.25, 7.25: 1.452, 1.45: 1.45 each, 5.80
    const promotions = [off('p1', amount(98))];
    expect(taxAndTotal([[750, 4]], { tax: vat(200_000), promotions })).toEqual([580, 3_482]);
    expect(taxAndTotal([[750, 4]], { tax: vat(200_000, UNIT), promotions })).toEqual([580, 3_482]);
  });

  // https://github.com/frappe/erpnext/issues/58042: the shares summed to 9.98
  it('are split without a rest', () => {
    // 10.00 over three equal lines: 3.333 each, and the cent that is left goes to the first
    const { lines } = quoteOf(
      cartOf(
        [
          [10_000, 1],
          [10_000, 1],
          [10_000, 1],
        ],
        { promotions: [off('p1', amount(1_000))] },
      ),
    );
    expect(lines.map(({ totalMinor }) => totalMinor)).toEqual([9_666, 9_667, 9_667]);
  });

  // https://github.com/vendurehq/vendure/issues/3091: 8,236.25, because each unit was rounded
  it('of the order are rounded once', () => {
    // 25 × 366.06 = 9,151.50; 10 % is 915.15
    expect(taxAndTotal([[36_606, 25]], { promotions: [off('p1', percent(100_000))] })).toEqual([0, 823_635]);
  });

  // https://github.com/vendurehq/vendure/issues/1717 and https://github.com/vendurehq/vendure/issues/2385
  it('never make a total negative', () => {
    expect(taxAndTotal([[10_000, 1]], { promotions: [off('p1', amount(50_000))] })).toEqual([0, 0]);
    const promotions = [off('p1', percent(1_000_000)), off('p2', percent(150_000))];
    expect(taxAndTotal([[10_000, 1]], { promotions })).toEqual([0, 0]);
  });

  // https://github.com/VirtoCommerce/vc-storefront/issues/122
  it('are rounded before they are taken off', () => {
    // 10 % of 49.95 is 4.995: 5.00, or 4.99 half down
    const promotions = [off('p1', percent(100_000))];
    expect(taxAndTotal([[4_995, 1]], { promotions })).toEqual([0, 4_495]);
    const tax = { policy: policy({ mode: 'none', rounding: 'halfDown' }) };
    expect(taxAndTotal([[4_995, 1]], { promotions, tax })).toEqual([0, 4_496]);
  });

  // https://github.com/vendurehq/vendure/issues/4811: the discount of a cancelled line moved to the other lines
  it('stay with their line and its units when some are refunded', () => {
    // 10.00 off 30.00 + 2 × 35.00: 3.00 and 7.00. Of the second line, 63.00 are refunded as 31.50 twice
    const { lines } = quoteOf(
      cartOf(
        [
          [3_000, 1],
          [3_500, 2],
        ],
        { promotions: [off('p1', amount(1_000))] },
      ),
    );
    const totals = lines.map(({ totalMinor }) => totalMinor);
    expect(totals).toEqual([2_700, 6_300]);
    expect([0, 1].map((from) => shareOfUnits(6_300, 2, from, 1))).toEqual([3_150, 3_150]);
  });
});

describe('currencies', () => {
  // https://github.com/solidusio/solidus/issues/1957, https://github.com/frappe/books/pull/1449
  it('without decimals are rounded to whole units', () => {
    // 10 % of 999 JPY is 99.9. 1,127 JPY × 0.1 = 112.7
    expect(taxAndTotal([[999, 1]], { currency: 'JPY', promotions: [off('p1', percent(100_000))] })).toEqual([
      0, 899,
    ]);
    expect(taxed([[1_127, 1]], 100_000, {}, 'JPY')).toEqual([113, 1_240]);
  });

  it('with three and four decimals are rounded to theirs', () => {
    // 3 × 1.235 BHD = 3.705; 10 % is 0.3705, 0.371. 3 × 1.2345 CLF = 3.7035; 19 % is 0.703665, 0.7037
    expect(taxed([[1_235, 3]], 100_000, {}, 'BHD')).toEqual([371, 4_076]);
    expect(taxed([[12_345, 3]], 190_000, {}, 'CLF')).toEqual([7_037, 44_072]);
  });
});

describe('several taxes', () => {
  it('are each rounded: GST and QST in Quebec', () => {
    // 17.49: 5 % is 0.8745, 0.87; 9.975 % is 1.7446, 1.74
    const rates = [rate(50_000, { name: 'GST' }), rate(99_750, { name: 'QST' })];
    expect(taxAndTotal([[1_749, 1]], { tax: { policy: policy(), rates } })).toEqual([261, 2_010]);
  });
});
