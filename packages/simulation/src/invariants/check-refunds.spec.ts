import { checkRefunds } from './check-refunds.ts';
import { toBooks } from './tables.ts';
import { createReport } from './violation.ts';

const refund = { type: 'PaymentRefunded', refundId: 'rfd_1', amount: { amountMinor: 7, currency: 'GBP' } };

/** Returns what is reported about a refund that nobody requested, of an order with these events. */
const reportedOf = (...types: readonly string[]) => {
  const { violations, report } = createReport();
  const tables: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    'orders-events': types.map((type, version) => ({ id: 'ord_1', version, events: [{ type }] })),
    'payments-events': [{ id: 'pay_1', version: 0, events: [refund] }],
  };
  const record = {
    refunds: new Set<string>(),
    refunded: new Set<string>(),
    captures: new Map<string, number>(),
  };
  checkRefunds(
    toBooks((table) => tables[table] ?? []),
    record,
    report,
  );
  return violations.map(({ invariant }) => invariant);
};

describe('checkRefunds', () => {
  it('reports a refund of a confirmed order without a request, even if its order token was revoked later', () => {
    expect(reportedOf('OrderPlaced', 'OrderConfirmed', 'OrderTokenRevoked')).toEqual([
      'nothing is refunded without a request',
    ]);
  });

  it('accepts a refund of a cancelled order without a request', () => {
    expect(reportedOf('OrderPlaced', 'OrderConfirmed', 'OrderCancelled')).toEqual([]);
  });
});
