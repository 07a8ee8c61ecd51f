import { computeQuote, prepareCart } from './compute-quote.ts';
import { cartOf, policy, promotion, quoteOf, rate, vat } from './quote-input.spec-kit.ts';
import type { TaxInput } from './tax-input.ts';

const SHIPPING = [
  { methodId: 'post', name: 'Post', taxClass: 'standard', rates: [{ currency: 'EUR', minor: 500 }] },
];

describe('computeQuote', () => {
  it('returns lines, shipping, discounts, taxes and totals', () => {
    // Goods 2 × 10.00 + 5.00 = 25.00, 10 % off is 2.50: 2.00 and 0.50. Shipping 5.00.
    // Tax: 19 % of 18.00 = 3.42, 7 % of 4.50 = 0.315, 19 % of 5.00 = 0.95. Total 25.00 + 5.00 - 2.50 + 4.69 = 32.19.
    const input = cartOf(
      [
        [1_000, 2],
        [500, 1, 'books'],
      ],
      {
        promotions: [promotion('p1', { name: 'Ten percent', requiresCode: true })],
        codes: [{ code: 'TEN', promotionIds: ['p1'] }],
        shipping: SHIPPING,
        tax: { policy: policy(), rates: [rate(190_000), rate(70_000, { taxClass: 'books' })] },
        creditMinor: 1_000,
      },
    );
    const standard = { class: 'standard', name: 'VAT', ppm: 190_000 };
    const books = { class: 'books', name: 'VAT', ppm: 70_000, baseMinor: 450, taxMinor: 32 };
    expect(computeQuote(input)).toEqual({
      skipped: [],
      quote: {
        id: 'qte_1',
        at: input.at,
        expiresAt: input.expiresAt,
        currency: 'EUR',
        taxIncluded: false,
        lines: [
          {
            lineId: 'L1',
            sku: 'A1',
            title: 'Article 1',
            quantity: 2,
            unitPriceMinor: 1_000,
            discounts: [{ promotion: 'p1', minor: 200 }],
            taxes: [{ ...standard, baseMinor: 1_800, taxMinor: 342 }],
            totalMinor: 2_142,
          },
          {
            lineId: 'L2',
            sku: 'A2',
            title: 'Article 2',
            quantity: 1,
            unitPriceMinor: 500,
            discounts: [{ promotion: 'p1', minor: 50 }],
            taxes: [books],
            totalMinor: 482,
          },
        ],
        shipping: [
          {
            methodId: 'post',
            name: 'Post',
            priceMinor: 500,
            discounts: [],
            taxes: [{ ...standard, baseMinor: 500, taxMinor: 95 }],
            totalMinor: 595,
          },
        ],
        discounts: [{ promotion: 'p1', name: 'Ten percent', code: 'TEN', minor: 250 }],
        taxes: [{ ...standard, baseMinor: 2_300, taxMinor: 437 }, books],
        totals: {
          linesMinor: 2_500,
          shippingMinor: 500,
          discountMinor: 250,
          taxMinor: 469,
          totalMinor: 3_219,
          creditMinor: 1_000,
          dueMinor: 2_219,
        },
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  it('uses no more credit than there is to pay', () => {
    const { totals } = quoteOf(cartOf([[700, 1]], { creditMinor: 1_000 }));
    expect(totals).toMatchObject({ totalMinor: 700, creditMinor: 700, dueMinor: 0 });
  });

  it('has no taxes in a market without', () => {
    const { taxes, totals } = quoteOf(cartOf([[700, 1]], { tax: { ...vat(190_000, { mode: 'none' }) } }));
    expect([taxes, totals.taxMinor]).toEqual([[], 0]);
  });

  it('is rejected if a tax class has no rate at the place', () => {
    const input = cartOf(
      [
        [700, 1],
        [1, 1, 'books'],
      ],
      { tax: vat(190_000) },
    );
    const rejection = { code: 'TAX_RATE_MISSING', country: 'DE', taxClasses: ['books'] };
    expect(computeQuote(input)).toEqual({ rejection });
    const shipping = SHIPPING.map((each) => ({ ...each, taxClass: 'books' }));
    expect(computeQuote({ ...cartOf([[700, 1]], { tax: vat(190_000) }), shipping })).toEqual({ rejection });
  });

  it('repeats the reason of an exemption, and keeps prices that include the tax', () => {
    const exemption = { reason: 'reverse charge' };
    const { lines, totals } = quoteOf(
      cartOf([[11_900, 1]], { tax: { ...vat(190_000, { included: true }), exemption } }),
    );
    expect(totals).toMatchObject({ totalMinor: 11_900, taxMinor: 0 });
    expect(lines[0]?.taxes).toEqual([
      { class: 'standard', name: 'VAT', ppm: 0, baseMinor: 11_900, taxMinor: 0, exemption: 'reverse charge' },
    ]);
  });
});

describe('taxes of an engine', () => {
  const amount = (taxMinor: number) => ({ name: 'NY', ppm: 88_750, baseMinor: 1_000, taxMinor });
  const external = (ofLine: number, ofShipping: number, included = false): TaxInput => ({
    policy: policy({ mode: 'external', included }),
    external: {
      lines: [{ lineId: 'L1', taxes: [amount(ofLine)] }],
      shipping: [{ methodId: 'post', taxes: [amount(ofShipping)] }],
    },
  });
  const input = cartOf([[1_000, 1]], { shipping: SHIPPING });

  it('are taken as they are', () => {
    const quote = quoteOf({ ...input, tax: external(89, 44) });
    expect(quote.totals).toMatchObject({ taxMinor: 133, totalMinor: 1_633 });
    expect(quote.taxes).toEqual([{ class: 'standard', ...amount(133), baseMinor: 2_000 }]);
  });

  it.each<[string, TaxInput]>([
    ['tax.external.lines.L1 must have the taxes of the tax engine', { policy: policy({ mode: 'external' }) }],
    ['tax.external.lines.L1 must be at most 1000, which includes it, not 1001', external(1_001, 0, true)],
    ['tax.external.shipping.post must be at most 500', external(0, 501, true)],
  ])('are refused: %s', (message, tax) => {
    expect(() => computeQuote({ ...input, tax })).toThrow(message);
  });

  it('are asked for the amounts of prepareCart', () => {
    const prepared = prepareCart({ ...input, promotions: [promotion('p1', {})] });
    expect(prepared).toMatchObject({
      cart: { lines: [{ lineId: 'L1', leftMinor: 900 }], shipping: [{ methodId: 'post', leftMinor: 500 }] },
    });
  });
});

describe('the fingerprint', () => {
  const input = cartOf([[1_000, 1]], { tax: vat(190_000), shipping: SHIPPING });
  const { fingerprint } = quoteOf(input);

  it('is the same for another quote with the same content', () => {
    const later = { ...input, id: 'qte_2', at: '2026-06-02T00:00:00Z', expiresAt: '2026-06-03T00:00:00Z' };
    expect(quoteOf(later).fingerprint).toBe(fingerprint);
  });

  it.each<[string, object]>([
    ['the price', { offers: cartOf([[1_001, 1]]).offers }],
    ['the quantity', { lines: cartOf([[1_000, 2]]).lines }],
    ['a rate', { tax: vat(190_001) }],
    ['shipping', { shipping: [] }],
    ['the credit', { creditMinor: 1 }],
    ['whether the tax is included', { tax: vat(190_000, { included: true }) }],
  ])('changes with %s', (_what, change) => {
    expect(quoteOf({ ...input, ...change }).fingerprint).not.toBe(fingerprint);
  });
});
