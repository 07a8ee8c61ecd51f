import { computeQuote } from '@tradepost/quote/compute-quote';
import type { Quote } from '@tradepost/quote/quote';
import { replay } from '@tradepost/testing/given';
import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { AT, created, identified, requested } from './domain/cart.spec-kit.ts';
import { cart } from './domain/cart.ts';
import type { CartEvent } from './domain/cart-shapes.ts';
import { beginCheckout } from './domain/check-out.ts';
import { MAX_CART_BYTES, MAX_LINES } from './domain/limits.ts';

const lines = Array.from({ length: MAX_LINES }, (_none, index) => ({
  ...{ lineId: `L${index + 1}`, sku: `SKU-${String(index).padStart(16, '0')}`, quantity: 2 },
}));

/** A quote with a discount and two taxes on each line, as in Canada. */
function quoteOf(titleLength: number): Quote {
  const rate = (name: string, ppm: number) => ({
    ...{ taxClass: 'standard', name, country: 'CA', ppm, compound: false, validFrom: '2008-01-01T00:00:00Z' },
  });
  const computed = computeQuote({
    ...{ id: 'qte_01JD3XK8WQ4N6T2B9V5M7R0C1E', at: AT, expiresAt: '2026-01-01T12:10:00.000Z' },
    ...{ currency: 'CAD', destination: { country: 'CA' }, lines },
    offers: lines.map(({ sku }) => ({
      ...{ sku, title: 'x'.repeat(titleLength), taxClass: 'standard', prices: { CAD: 99_999 } },
    })),
    promotions: [
      {
        ...{ id: 'prm_01JD3XK8WQ4N6T2B9V5M7R0C1E', name: 'Ten percent', sortOrder: 1, stacking: 'stack' },
        ...{ requiresCode: false, startsAt: '2020-01-01T00:00:00Z', target: { kind: 'order' } },
        value: { kind: 'percent', ppm: 100_000 },
      },
    ],
    tax: {
      policy: { mode: 'platform', included: false, rounding: 'halfUp', level: 'line', shipping: 'class' },
      rates: [rate('GST', 50_000), rate('PST', 70_000)],
    },
  });
  if (!('quote' in computed)) throw new Error(JSON.stringify(computed));
  return computed.quote;
}

const filled = [
  created,
  identified,
  ...lines.map((line): CartEvent => ({ type: 'LineAdded', at: AT, line })),
];
const before = replay(cart, filled);
const checkOut = (titleLength: number) =>
  beginCheckout(quoteOf(titleLength))(before, { version: filled.length, at: AT });

describe('a cart with the most lines', () => {
  it('has a quote with a discount and two taxes on each line', () => {
    expect(checkOut(60)).toHaveProperty('events');
  });

  it('is rejected if its quote would be larger than one cart can be', () => {
    expect(checkOut(600)).toEqual({ rejection: { code: 'CART_TOO_LARGE', maxBytes: MAX_CART_BYTES } });
  });

  it('fits into an item with its last event, also after it was submitted', () => {
    const begun: CartEvent = { type: 'CheckoutBegun', at: AT, quote: quoteOf(60) };
    const seal = 's1..'.padEnd(22_000, 'x');
    const submission = {
      ...{ ...requested, at: AT, sealed: { contact: seal, invoice: seal, billing: seal } },
      sealedPaymentToken: seal,
    };
    const submitted: CartEvent = { type: 'CartSubmitted', at: AT, submission };
    for (const event of [begun, submitted]) {
      const state = replay(cart, [...filled, begun, event]);
      expect(itemBytes({ events: [event], state }) + 2 * 1_024).toBeLessThan(MAX_ITEM_BYTES);
    }
  });
});
