import type { Quote } from '@tradepost/quote/quote';
import type { CartEvent, Submission } from './cart-shapes.ts';

export const AT = '2026-01-01T12:00:00.000Z';
/** A minute before `AT`. */
const BEFORE = '2026-01-01T11:59:00.000Z';
export const EXPIRES_AT = '2026-01-01T12:09:00.000Z';

export const cartId = 'crt_01JD3XK8WQ4N6T2B9V5M7R0C1E';
export const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';

const TOTALS = {
  ...{ linesMinor: 1_000, shippingMinor: 0, discountMinor: 0, taxMinor: 0 },
  ...{ totalMinor: 1_000, creditMinor: 0, dueMinor: 1_000 },
};

export const quote: Quote = {
  ...{ id: 'qte_1', currency: 'GBP', at: BEFORE, taxIncluded: true, lines: [], shipping: [], discounts: [] },
  ...{ taxes: [], totals: TOTALS, fingerprint: 'f1', expiresAt: EXPIRES_AT },
};
export const free: Quote = { ...quote, totals: { ...TOTALS, totalMinor: 0, dueMinor: 0 } };

export const person = { subjectId: 'sub_1', emailHash: 'eml_1', sealedEmail: 's1..ZW1haWw' };
export const address = { country: 'GB', sealed: { invoice: 's1..bGluZXM' } };

export const created: CartEvent = { type: 'CartCreated', at: BEFORE, cartId, currency: 'GBP', country: 'GB' };
export const added = (number: number, sku: string, quantity = 1): CartEvent => ({
  type: 'LineAdded',
  at: BEFORE,
  line: { lineId: `L${number}`, sku, quantity },
});
export const identified: CartEvent = { type: 'DetailsChanged', at: BEFORE, person, removed: [] };
export const begun: CartEvent = { type: 'CheckoutBegun', at: BEFORE, quote };

export const requested: Omit<Submission, 'at'> = {
  ...{ orderId, fingerprint: 'fpr_1', keyHash: 'fpr_key', country: 'GB' },
  ...{ sealed: { contact: 's1..Y29udGFjdA', invoice: 's1..aW52b2ljZQ' }, sealedPaymentToken: 's1..dG9r' },
};
export const submitted: CartEvent = {
  type: 'CartSubmitted',
  at: BEFORE,
  submission: { ...requested, at: BEFORE },
};
export const accepted: CartEvent = {
  type: 'OrderAccepted',
  at: BEFORE,
  orderNumber: '1001',
  status: 'placed',
};
export const filled = [created, added(1, 'TEA', 2), identified];
