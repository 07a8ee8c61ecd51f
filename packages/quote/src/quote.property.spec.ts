import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import fc from 'fast-check';
import { arbitraryInput, CURRENCIES } from './arbitrary-input.spec-kit.ts';
import { computeQuote } from './compute-quote.ts';
import { expectExactTaxes } from './expect-exact-taxes.spec-kit.ts';
import type { Quote, QuoteTax } from './quote.ts';
import type { QuoteInput } from './quote-input.ts';
import { PARAMETERS, RUNS, SPEC_TIMEOUT_MS } from './runs.spec-kit.ts';
import { shareOfUnits } from './split.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const taxOf = (taxes: readonly QuoteTax[]) => sum(taxes.map(({ taxMinor }) => taxMinor));

/** Lines and shipping alike, with the amount before discounts and the rest after them. */
const itemsOf = ({ lines, shipping }: Quote) =>
  [
    ...lines.map((each) => ({ ...each, fullMinor: each.unitPriceMinor * each.quantity })),
    ...shipping.map((each) => ({ ...each, fullMinor: each.priceMinor, quantity: 1 })),
  ].map((each) => ({
    ...each,
    leftMinor: each.fullMinor - sum(each.discounts.map(({ minor }) => minor)),
  }));

const seen = new Map<string, number>();
const see = (what: string, isSeen: boolean) => {
  if (isSeen) seen.set(what, (seen.get(what) ?? 0) + 1);
};

/** Tries an assertion on many carts. A cart that is too large has no quote. */
function everyQuote(assertion: (quote: Quote, input: QuoteInput) => void): void {
  fc.assert(
    fc.property(arbitraryInput, (input) => {
      const computed = computeQuote(input);
      if ('rejection' in computed) expect(computed.rejection.code).toBe('QUOTE_TOO_LARGE');
      else assertion(computed.quote, input);
    }),
    PARAMETERS,
  );
}

const property = (name: string, assertion: (quote: Quote, input: QuoteInput) => void) =>
  it(`${name} (${RUNS} carts)`, () => everyQuote(assertion), SPEC_TIMEOUT_MS);

describe('a quote', () => {
  property('has a total of lines and shipping, less discounts, plus tax that is not included', (quote) => {
    const { totals, taxIncluded } = quote;
    const items = itemsOf(quote);
    expect(totals.linesMinor + totals.shippingMinor).toBe(sum(items.map(({ fullMinor }) => fullMinor)));
    expect(totals.totalMinor).toBe(
      totals.linesMinor + totals.shippingMinor - totals.discountMinor + (taxIncluded ? 0 : totals.taxMinor),
    );
    expect(totals.totalMinor).toBe(sum(items.map(({ totalMinor }) => totalMinor)));
    expect(totals.totalMinor).toBe(totals.creditMinor + totals.dueMinor);
  });

  property('has discounts and taxes that sum to those of its lines and shipping', (quote) => {
    const items = itemsOf(quote);
    const shares = items.flatMap(({ discounts }) => discounts);
    for (const { promotion, minor } of quote.discounts) {
      expect(sum(shares.filter((each) => each.promotion === promotion).map((each) => each.minor))).toBe(
        minor,
      );
    }
    expect(sum(shares.map(({ minor }) => minor))).toBe(quote.totals.discountMinor);
    const taxes = items.flatMap((each) => each.taxes);
    for (const total of quote.taxes) {
      const same = taxes.filter((each) => each.class === total.class && each.name === total.name);
      expect([taxOf(same), sum(same.map(({ baseMinor }) => baseMinor))]).toEqual([
        total.taxMinor,
        total.baseMinor,
      ]);
    }
    expect(taxOf(taxes)).toBe(quote.totals.taxMinor);
    expect(taxOf(quote.taxes)).toBe(quote.totals.taxMinor);
  });

  property('has no amount below 0, none that is not whole, and none above the largest', (quote) => {
    const isAmount = (value: number) =>
      Number.isSafeInteger(value) && value >= 0 && value <= MAX_AMOUNT_MINOR;
    const wrong: unknown[] = [];
    JSON.stringify(quote, (key, value: unknown) => {
      if (typeof value === 'number' && !isAmount(value)) wrong.push([key, value]);
      return value;
    });
    expect(wrong).toEqual([]);
  });

  property('takes at most its price off a line or shipping', (quote) => {
    for (const { leftMinor, taxes, totalMinor } of itemsOf(quote)) {
      expect(leftMinor).toBeGreaterThanOrEqual(0);
      expect(totalMinor).toBe(leftMinor + (quote.taxIncluded ? 0 : taxOf(taxes)));
      if (quote.taxIncluded) expect(taxOf(taxes)).toBeLessThanOrEqual(leftMinor);
    }
  });

  property('has taxes that differ from the exact ones by the rounding alone', (quote, { tax }) => {
    see(
      'several taxes',
      quote.lines.some(({ taxes }) => taxes.length > 1),
    );
    for (const item of itemsOf(quote)) expectExactTaxes(item, tax);
  });

  property('is the same, to the byte, for the same input in any order', (_quote, input) => {
    const turned = {
      ...input,
      offers: input.offers.toReversed(),
      priceLists: input.priceLists
        ?.toReversed()
        .map((each) => ({ ...each, entries: each.entries.toReversed() })),
      promotions: input.promotions?.toReversed(),
      tax: { ...input.tax, rates: input.tax.rates?.toReversed() },
    };
    expect(JSON.stringify(computeQuote(turned))).toBe(JSON.stringify(computeQuote(input)));
  });

  property('has the same minor units in currencies with 0, 2, 3 and 4 digits', (quote, input) => {
    for (const currency of CURRENCIES) {
      const other = JSON.parse(
        JSON.stringify(input).replaceAll(`"${input.currency}"`, `"${currency}"`),
      ) as QuoteInput;
      expect(computeQuote(other)).toMatchObject({
        quote: { ...quote, currency, fingerprint: expect.anything() },
      });
    }
  });

  property(
    'applies one promotion of a group, none after one that stops, and none beyond its budget',
    (quote, input) => {
      const applied = quote.discounts.flatMap(({ promotion, minor }) =>
        (input.promotions ?? []).filter(({ id }) => id === promotion).map((each) => ({ ...each, minor })),
      );
      see(
        'a gift',
        quote.lines.some(({ gift }) => gift !== undefined),
      );
      see(
        'a discount of shipping',
        quote.shipping.some(({ discounts }) => discounts.length > 0),
      );
      for (const { target, stacking, spread } of applied) {
        see(`target ${target.kind}`, true);
        see(`stacking ${stacking}`, true);
        see(`spread ${spread ?? 'each'}`, true);
      }
      const groups = applied.flatMap(({ group }) => (group === undefined ? [] : [group]));
      expect(groups).toEqual([...new Set(groups)]);
      const ungrouped = applied.filter(({ group }) => group === undefined);
      for (const stop of ungrouped.filter(({ stacking }) => stacking === 'stop')) {
        expect(ungrouped.filter(({ sortOrder }) => sortOrder > stop.sortOrder)).toEqual([]);
      }
      for (const { budgetMinor, minor } of applied) {
        if (budgetMinor !== undefined) expect(minor).toBeLessThanOrEqual(budgetMinor[input.currency] ?? 0);
      }
    },
  );

  property('is refunded exactly if all units are, one part after the other', (quote) => {
    const refunded = itemsOf(quote).map(({ totalMinor, quantity }) => {
      const first = Math.ceil(quantity / 3);
      const parts = [
        [0, first],
        [first, quantity - first],
      ] as const;
      return sum(parts.map(([from, units]) => shareOfUnits(totalMinor, quantity, from, units)));
    });
    expect(sum(refunded)).toBe(quote.totals.totalMinor);
  });

  it('was tried with every kind of promotion', () => {
    const kinds = ['lines', 'order', 'shipping', 'pattern'].map((kind) => `target ${kind}`);
    const others = [
      'stacking stop',
      'stacking stack',
      'spread across',
      'a gift',
      'a discount of shipping',
      'several taxes',
    ];
    for (const what of [...kinds, ...others]) {
      expect([what, (seen.get(what) ?? 0) >= RUNS / 50]).toEqual([what, true]);
    }
  });
});
