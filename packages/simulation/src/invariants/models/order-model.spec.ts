import { type CommitAt, toOrderModel } from './order-model.ts';

const commitsOf = (...events: readonly object[]): readonly CommitAt[] =>
  events.map((event, version) => ({
    ...{ atMs: version, version, at: '2026-01-05T08:00:00.000Z', actor: 'orders', correlationId: 'c' },
    events: [{ at: '2026-01-05T08:00:00.000Z', ...event }],
  }));

describe('toOrderModel', () => {
  it.each([
    ['customer', 'erased'],
    ['guest', 'erased'],
    ['staff', 'ada'],
  ])('has, after an erasure, the id of a %s as %s', (kind, id) => {
    const placed = {
      type: 'OrderPlaced',
      orderId: 'ord_1',
      customerId: 'cus_1',
      placedBy: { kind, id: 'ada' },
      lines: [{ sku: 'MUG-1', quantity: 2, unitPrice: { amountMinor: 450, currency: 'GBP' } }],
      total: { amountMinor: 900, currency: 'GBP' },
    };
    const order = toOrderModel(commitsOf(placed, { type: 'PersonalDataErased' }), 'staff');
    expect(order).toMatchObject({ id: 'ord_1', version: 1, placedBy: { kind, id } });
    expect(order).not.toHaveProperty('customerId');
  });
});
