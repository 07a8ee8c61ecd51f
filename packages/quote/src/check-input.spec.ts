import { computeQuote } from './compute-quote.ts';
import type { Promotion } from './promotion.ts';
import { AT, cartOf, LONG_AGO, policy, promotion, type Row, rate, vat } from './quote-input.spec-kit.ts';
import type { QuoteInput } from './quote-input.ts';

const ROWS: readonly Row[] = [[100, 1]];
const { lines, offers } = cartOf(ROWS);
const line = { lineId: 'L1', sku: 'A1', quantity: 1 };
const offer = { sku: 'A1', title: '', taxClass: 'standard', prices: { EUR: 100 } };
const list = {
  id: 'l1',
  name: '',
  priority: 0,
  status: 'active',
  conditions: {},
  taxIncluded: false,
  entries: [],
} as const;
const entry = { sku: 'A1', currency: 'EUR', minQuantity: 1, minor: 1 };
const method = { methodId: 'post', name: '', taxClass: 'standard', rates: [] };
const of = (change: Partial<Promotion>) => ({ promotions: [promotion('p1', change)] });
const pattern = (change: object): Partial<QuoteInput> =>
  of({ target: { kind: 'pattern', buy: { units: 1 }, get: { units: 1 }, ...change } });
const shippingOf = (change: object): Partial<QuoteInput> => ({
  shipping: [{ ...method, rates: [{ currency: 'EUR', minor: 1, ...change }] }],
});
const external = (change: object): Partial<QuoteInput> => ({
  tax: {
    policy: policy({ mode: 'external' }),
    external: {
      lines: [{ lineId: 'L1', taxes: [{ name: 'VAT', ppm: 1, baseMinor: 100, taxMinor: 0, ...change }] }],
      shipping: [],
    },
  },
});
const times = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, n) => item(n));
const AMOUNT = 'must be a whole number from 0 to 100000000000';

describe('computeQuote', () => {
  it.each<[string, Partial<QuoteInput>]>([
    ['at must be an RFC 3339 time, not "today"', { at: 'today' }],
    ['expiresAt must be an RFC 3339 time', { expiresAt: '' }],
    ['currency must be an ISO 4217 code of a currency with a minor unit, not "XAU"', { currency: 'XAU' }],
    ['lines must have 1 to 1000 elements, not 0', { lines: [] }],
    ['lines must have 1 to 1000', { lines: times(1_001, (n) => ({ ...line, lineId: `${n}` })) }],
    ['lines must have each only once, twice, not "L1"', { lines: [...lines, ...lines] }],
    ['lines[0].lineId must not begin with gift:', { lines: [{ ...line, lineId: 'gift:p1' }] }],
    [
      'lines[0].quantity must be a whole number from 1 to 1000000, not 0',
      { lines: [{ ...line, quantity: 0 }] },
    ],
    ['lines[0].quantity must be', { lines: [{ ...line, quantity: 1.5 }] }],
    ['lines[0].quantity must be', { lines: [{ ...line, quantity: 1_000_001 }] }],
    [`lines[0].unitPriceMinor ${AMOUNT}, not -1`, { lines: [{ ...line, unitPriceMinor: -1 }] }],
    ['offers must have each only once', { offers: [...offers, ...offers] }],
    [
      `offers.A1.prices.EUR ${AMOUNT}, not 100000000001`,
      { offers: [{ ...offer, prices: { EUR: 100_000_000_001 } }] },
    ],
    ['offers.A1.weightGrams must be', { offers: [{ ...offer, weightGrams: -1 }] }],
    ['priceLists must have each only once', { priceLists: [list, list] }],
    ['priceLists.l1.validFrom must be', { priceLists: [{ ...list, validFrom: 'x' }] }],
    ['priceLists.l1.validUntil must be', { priceLists: [{ ...list, validUntil: 'x' }] }],
    [
      'priceLists.l1.entries[0].minor must be',
      { priceLists: [{ ...list, entries: [{ ...entry, minor: 0.1 }] }] },
    ],
    [
      'priceLists.l1.entries[0].minQuantity must be',
      { priceLists: [{ ...list, entries: [{ ...entry, minQuantity: 0 }] }] },
    ],
    [
      'priceLists.l1.entries must have each only once',
      { priceLists: [{ ...list, entries: [entry, entry] }] },
    ],
    [
      'promotions must have 0 to 100 elements, not 101',
      { promotions: times(101, (n) => promotion(`p${n}`, {})) },
    ],
    [
      'promotions must have each only once',
      { promotions: [promotion('p1', {}), promotion('p1', { sortOrder: 2 })] },
    ],
    [
      'promotions must have each only once, twice, not "sortOrder 1"',
      { promotions: [promotion('p1', {}), promotion('p2', { sortOrder: 1 })] },
    ],
    ['promotions.p1.sortOrder must be a number', of({ sortOrder: Number.NaN })],
    ['promotions.p1.startsAt must be', of({ startsAt: 'x' })],
    ['promotions.p1.endsAt must be', of({ endsAt: 'x' })],
    ['promotions.p1.budgetMinor.EUR must be', of({ budgetMinor: { EUR: -1 } })],
    [
      'promotions.p1.value.ppm must be a whole number from 0 to 1000000',
      of({ value: { kind: 'percent', ppm: 1_000_001 } }),
    ],
    ['promotions.p1.value.minor.EUR must be', of({ value: { kind: 'amount', minor: { EUR: -1 } } })],
    [
      'promotions.p1.value.kind must be percent, amount or gift for an order, not "fixedPrice"',
      of({ value: { kind: 'fixedPrice', minor: {} } }),
    ],
    ['promotions.p1.target.buy.units must be', pattern({ buy: { units: -1 } })],
    ['promotions.p1.target.get.units must be a whole number from 1', pattern({ get: { units: 0 } })],
    ['promotions.p1.target.maxTimes must be', pattern({ maxTimes: 0 })],
    [
      'condition.field must be a field of a cart, not "sku"',
      of({ condition: { field: 'sku', op: 'eq', value: 1 } }),
    ],
    [
      'condition.field must be a field of a line, not "country"',
      of({ target: { kind: 'lines', where: { field: 'country', op: 'eq', value: 'DE' } } }),
    ],
    [
      'codes must have 0 to 10 elements, not 11',
      { codes: times(11, (n) => ({ code: `${n}`, promotionIds: [] })) },
    ],
    [
      'shipping must have 0 to 20 elements',
      { shipping: times(21, (n) => ({ ...method, methodId: `${n}` })) },
    ],
    ['shipping must have each only once', { shipping: [method, method] }],
    [
      'shipping.post.rates must have each only once',
      { shipping: [{ ...method, rates: times(2, () => entry) }] },
    ],
    ['shipping.post.rates.EUR.minor must be', shippingOf({ minor: -1 })],
    ['shipping.post.rates.EUR.freeAboveMinor must be', shippingOf({ freeAboveMinor: -1 })],
    [
      'shipping.post.rates.EUR.tiers.minor must be',
      shippingOf({ tiers: { by: 'units', steps: [{ from: 0, minor: -1 }] } }),
    ],
    [
      'shipping.post.rates.EUR.tiers.from must be',
      shippingOf({ tiers: { by: 'units', steps: [{ from: -1, minor: 1 }] } }),
    ],
    [
      'shipping.post.rates.EUR.tiers must have each only once',
      shippingOf({ tiers: { by: 'units', steps: times(2, () => ({ from: 1, minor: 1 })) } }),
    ],
    ['tax.rates[0].ppm must be', { tax: vat(1_000_001) }],
    ['tax.rates[0].validFrom must be', { tax: { policy: policy(), rates: [rate(1, { validFrom: 'x' })] } }],
    ['tax.rates[0].validUntil must be', { tax: { policy: policy(), rates: [rate(1, { validUntil: 'x' })] } }],
    ['tax.external.VAT.ppm must be', external({ ppm: -1 })],
    ['tax.external.VAT.baseMinor must be', external({ baseMinor: -1 })],
    ['tax.external.VAT.taxMinor must be', external({ taxMinor: 0.5 })],
    [
      'tax.external.taxes must have 0 to 10 elements, not 11',
      {
        tax: {
          policy: policy({ mode: 'external' }),
          external: {
            lines: [
              { lineId: 'L1', taxes: times(11, () => ({ name: '', ppm: 0, baseMinor: 0, taxMinor: 0 })) },
            ],
            shipping: [],
          },
        },
      },
    ],
    ['creditMinor must be', { creditMinor: -1 }],
  ])('refuses an input: %s', (message, change) => {
    expect(() => computeQuote(cartOf(ROWS, change))).toThrow(message);
  });

  it('names the field of an invalid input', () => {
    expect(() => computeQuote(cartOf(ROWS, { creditMinor: -1 }))).toThrow(
      expect.objectContaining({ name: 'QuoteError', field: 'creditMinor' }),
    );
  });

  it('accepts the largest input', () => {
    const large = cartOf(
      times(1_000, () => [100, 1_000_000] as const),
      {
        promotions: times(100, (n) => promotion(`p${n}`, { value: { kind: 'amount', minor: { EUR: 1 } } })),
        tax: {
          policy: policy(),
          rates: [rate(0, { validFrom: LONG_AGO, validUntil: '2027-01-01T00:00:00Z' })],
        },
        at: AT,
      },
    );
    expect(computeQuote(large)).toMatchObject({
      quote: { totals: { linesMinor: 100_000_000_000, discountMinor: 100 } },
    });
  });
});
