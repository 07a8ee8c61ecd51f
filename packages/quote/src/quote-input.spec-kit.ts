import { computeQuote } from './compute-quote.ts';
import type { Promotion } from './promotion.ts';
import type { Quote } from './quote.ts';
import type { QuoteInput } from './quote-input.ts';
import type { TaxInput, TaxPolicy, TaxRate } from './tax-input.ts';

export const AT = '2026-06-01T12:00:00.000Z';
export const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** `[unit price in minor units, quantity, tax class]` of each line. */
export type Row = readonly [unitPriceMinor: number, quantity: number, taxClass?: string];

export const policy = (change: Partial<TaxPolicy> = {}): TaxPolicy => ({
  mode: 'platform',
  included: false,
  rounding: 'halfUp',
  level: 'line',
  shipping: 'class',
  ...change,
});

export const rate = (ppm: number, change: Partial<TaxRate> = {}): TaxRate => ({
  taxClass: 'standard',
  name: 'VAT',
  country: 'DE',
  ppm,
  compound: false,
  validFrom: LONG_AGO,
  ...change,
});

/** Tax by one rate, in parts per million. */
export const vat = (ppm: number, change: Partial<TaxPolicy> = {}): TaxInput => ({
  policy: policy(change),
  rates: [rate(ppm)],
});

const NO_TAX: TaxInput = { policy: policy({ mode: 'none' }) };

/** A cart with lines L1, L2, … of the SKUs A1, A2, … */
export function cartOf(rows: readonly Row[], change: Partial<QuoteInput> = {}): QuoteInput {
  const currency = change.currency ?? 'EUR';
  return {
    id: 'qte_1',
    at: AT,
    expiresAt: '2026-06-01T12:30:00.000Z',
    currency,
    destination: { country: 'DE' },
    lines: rows.map(([, quantity], index) => ({
      lineId: `L${index + 1}`,
      sku: `A${index + 1}`,
      quantity,
    })),
    offers: rows.map(([minor, , taxClass = 'standard'], index) => ({
      sku: `A${index + 1}`,
      title: `Article ${index + 1}`,
      taxClass,
      prices: { [currency]: minor },
    })),
    tax: NO_TAX,
    ...change,
  };
}

export function promotion(id: string, change: Partial<Promotion>): Promotion {
  return {
    id,
    name: id,
    sortOrder: Number(id.replaceAll(/\D/g, '')),
    stacking: 'stack',
    startsAt: LONG_AGO,
    target: { kind: 'order' },
    value: { kind: 'percent', ppm: 100_000 },
    requiresCode: false,
    ...change,
  };
}

export const percent = (ppm: number) => ({ kind: 'percent', ppm }) as const;
export const amount = (minor: number) => ({ kind: 'amount', minor: { EUR: minor } }) as const;
export const fixedPrice = (minor: number) => ({ kind: 'fixedPrice', minor: { EUR: minor } }) as const;
export const skuIs = (sku: string) => ({ field: 'sku', op: 'eq', value: sku }) as const;

/** Computes a quote that must not be rejected. */
export function quoteOf(input: QuoteInput): Quote {
  const computed = computeQuote(input);
  if ('rejection' in computed) throw new Error(JSON.stringify(computed.rejection));
  return computed.quote;
}

/** Discount of each line, in minor units. */
export function discountsOf(rows: readonly Row[], ...promotions: readonly Promotion[]): readonly number[] {
  return quoteOf(cartOf(rows, { promotions })).lines.map(({ discounts }) =>
    discounts.reduce((sum, { minor }) => sum + minor, 0),
  );
}
