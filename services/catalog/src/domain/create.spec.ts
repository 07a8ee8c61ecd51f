import type { Decision } from '@tradepost/aggregate/aggregate';
import { given } from '@tradepost/testing/given';
import { create } from './create.ts';
import { created, tea } from './product.spec-kit.ts';
import { type ProductEvent, product } from './product.ts';
import { MAX_EVENT_BYTES } from './within-bounds.ts';

const { id, createdAt, updatedAt: _updatedAt, ...details } = tea;

describe('create', () => {
  it('returns the product with the time of the commit', () => {
    given(product)().when(create(id, details), createdAt).then([created]);
  });

  it('removes repeated categories', () => {
    const categories = ['tea', 'black-tea', 'tea'];
    given(product)()
      .when(create(id, { ...details, categories }), createdAt)
      .then([created]);
  });

  it('accepts a product of MAX_EVENT_BYTES and rejects a larger one', () => {
    const command = (description: string) => create(id, { ...details, description });
    const context = { version: -1, at: createdAt };
    const decide = (description: string) => command(description)(product.initial, context);
    const largest = 'x'.repeat(MAX_EVENT_BYTES - bytesOf(decide('')));

    expect(decide(largest)).toMatchObject({ events: [{ type: 'ProductCreated' }] });
    given(product)()
      .when(command(`${largest}x`), createdAt)
      .thenRejected({ code: 'PRODUCT_TOO_LARGE', bytes: MAX_EVENT_BYTES + 1, maxBytes: MAX_EVENT_BYTES });
  });
});

/** Bytes of the first event, with its time. */
function bytesOf(decision: Decision<ProductEvent, { readonly code: string }>): number {
  return 'events' in decision
    ? Buffer.byteLength(JSON.stringify({ ...decision.events[0], at: createdAt }))
    : 0;
}
