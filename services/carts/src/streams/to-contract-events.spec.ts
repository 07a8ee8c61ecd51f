import { replay } from '@tradepost/testing/given';
import { expectSamples } from '@tradepost/testing/samples';
import { cart } from '../domain/cart.ts';
import type { CartEvent } from '../domain/cart-shapes.ts';
import { toContractEvents } from './to-contract-events.ts';

const at = '2026-03-01T09:00:00.000Z';
const ulid = '01JD3XK8WQ4N6T2B9V5M7R0C1E';
const cartId = `crt_${ulid}`;
const person = {
  ...{ subjectId: `sub_${ulid}`, emailHash: `eml_${ulid}`, sealedEmail: 's1..ZW1haWw' },
};
const created: CartEvent = {
  ...{ type: 'CartCreated', at, cartId, customerId: `cus_${ulid}`, currency: 'GBP', country: 'GB', person },
};
const added: CartEvent = { type: 'LineAdded', at, line: { lineId: 'L1', sku: 'MUG-BLUE', quantity: 2 } };
const begun: CartEvent = {
  type: 'CheckoutBegun',
  at,
  quote: {
    ...{ id: `qte_${ulid}`, currency: 'GBP', at, taxIncluded: true, lines: [], shipping: [], discounts: [] },
    ...{ taxes: [], fingerprint: 'f', expiresAt: '2026-03-01T09:10:00.000Z' },
    totals: {
      ...{ linesMinor: 0, shippingMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0, creditMinor: 0 },
      dueMinor: 0,
    },
  },
};
const submitted: Extract<CartEvent, { type: 'CartSubmitted' }> = {
  type: 'CartSubmitted',
  at,
  submission: {
    ...{ orderId: `ord_${ulid}`, at, fingerprint: 'fpr_1', country: 'GB' },
    sealed: { contact: 's1..Y29udGFjdA', invoice: 's1..aW52b2ljZQ' },
  },
};

/** The events that are published for a commit after a history. */
const published = (history: readonly CartEvent[], event: CartEvent) =>
  toContractEvents({
    ...{ sequenceNumber: '1', kind: 'MODIFY', pk: `cart#${cartId}` },
    newImage: {
      ...{
        pk: `cart#${cartId}`,
        sk: 'state',
        id: cartId,
        version: history.length,
        at,
        actor: 'tradepost.carts',
      },
      ...{ correlationId: `cor_${ulid}`, events: [event], state: replay(cart, [...history, event]) },
    },
  });

describe('toContractEvents', () => {
  it('publishes that a cart was abandoned, submitted, or opened again', () => {
    const abandoned: CartEvent = { type: 'CartAbandoned', at: '2026-03-02T09:00:00.000Z' };
    const [first] = published([created, added], abandoned);
    const [second] = published([created, added, begun], submitted);
    const { orderId } = submitted.submission;
    const rejected: CartEvent = { type: 'CartReopened', at, orderId, code: 'PAYMENT_DECLINED' };
    const [third] = published([created, added, begun, submitted], rejected);
    const samples = { 'cart-abandoned': first, 'cart-submitted': second, 'cart-reopened': third };
    expectSamples('tradepost.carts', 'event', samples);
  });

  it('publishes nothing else, and no seals', () => {
    for (const [history, event] of [
      [[], created],
      [[created], added],
      [[created, added], begun],
    ] as const)
      expect(published(history, event)).toEqual([]);
    expect(JSON.stringify(published([created, added, begun], submitted))).not.toContain('s1.');
  });
});
