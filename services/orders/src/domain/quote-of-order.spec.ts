import { placed, placedWithoutQuote, quote } from './order.spec-kit.ts';
import { toAmounts, toQuotedLines, toQuotedMoney } from './quote-of-order.ts';

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
