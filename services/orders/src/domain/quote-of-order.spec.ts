import { placed, placedWithoutQuote, quote } from './order.spec-kit.ts';
import { budgetsOf, type Split, toAmounts, toQuotedLines, toQuotedMoney, toSplit } from './quote-of-order.ts';

describe('the lines of an order', () => {
  it('are those of its quote', () => {
    const money = toQuotedMoney(quote);
    expect(
      toQuotedLines(money).map(({ unitPrice, ...line }) => ({
        ...line,
        unitPriceMinor: unitPrice.amountMinor,
      })),
    ).toEqual(quote.lines);
  });

  it('are numbered if they were stored without a quote', () => {
    const shown = toQuotedLines(placedWithoutQuote);
    expect(shown).toEqual(toQuotedLines(placed));
    expect(shown[1]).toMatchObject({ lineId: '2', discounts: [], taxes: [], totalMinor: 2400 });
  });
});

describe('the amounts of an order', () => {
  it('are those of its quote', () => {
    const { taxIncluded, shipping, discounts, taxes, totals } = quote;
    expect(toAmounts(toQuotedMoney(quote))).toEqual({ taxIncluded, shipping, discounts, taxes, totals });
  });

  it('are its total if it was stored without a quote', () => {
    expect(toAmounts(placedWithoutQuote)).toEqual(toAmounts(placed));
  });
});

describe('the split of what is due', () => {
  const sumOf = ({ goodsMinor, shippingMinor, taxMinor, discountsMinor, storeCreditMinor }: Split) =>
    goodsMinor + shippingMinor + taxMinor - discountsMinor - storeCreditMinor;

  it('has goods and shipping without the taxes that their prices include', () => {
    const money = toQuotedMoney(quote);
    const split = toSplit(money, money.quote);
    expect(split).toEqual({
      goodsMinor: 1_980 - 285,
      shippingMinor: 490 - 78,
      taxMinor: 363,
      discountsMinor: 198,
      storeCreditMinor: 500,
    });
    expect(sumOf(split)).toBe(quote.totals.dueMinor);
  });

  it('has goods and shipping as they are if the taxes are added', () => {
    const totals = { ...quote.totals, totalMinor: 2_635, dueMinor: 2_135 };
    const money = toQuotedMoney({ ...quote, taxIncluded: false, totals });
    const split = toSplit(money, money.quote);
    expect(split).toMatchObject({ goodsMinor: 1_980, shippingMinor: 490, taxMinor: 363 });
    expect(sumOf(split)).toBe(2_135);
  });
});

describe('the budgets of an order', () => {
  it('are the discounts of promotions that have one', () => {
    const [first] = quote.discounts;
    if (first === undefined) throw new Error('the quote has a discount');
    const discounts = [
      { ...first, hasBudget: true },
      { ...first, promotion: 'prm_2' },
      { ...first, promotion: 'prm_3', minor: 0, hasBudget: true },
    ];
    expect(budgetsOf(toQuotedMoney({ ...quote, discounts }))).toEqual([
      { promotionId: 'prm_1', currency: quote.currency, minor: 198 },
    ]);
    expect(budgetsOf(placedWithoutQuote)).toEqual([]);
  });
});
