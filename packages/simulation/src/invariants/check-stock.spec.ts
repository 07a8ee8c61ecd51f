import { checkStock } from './check-stock.ts';
import { toBooks } from './tables.ts';
import { createReport } from './violation.ts';

const allocation = { sku: 'MUG', location: 'main', quantity: 2 };

/** Five units were received, and a reservation of an order has two of them. */
const STOCK = [
  { sk: 'location#main', sku: 'MUG', location: 'main', onHand: 5, reserved: 2, available: 3 },
  { sk: 'adjustment#1', state: { sku: 'MUG', location: 'main' }, events: [{ delta: 5 }] },
  { sk: 'state', id: 'res_1', state: { status: 'committed', orderId: 'ord_1', allocations: [allocation] } },
];

/** Returns what is reported about the stock, if the order has these events. */
const reportedOf = (...types: readonly string[]) => {
  const { violations, report } = createReport();
  const orders = types.map((type, version) => ({
    id: 'ord_1',
    version,
    events: [{ type, lines: [{ sku: 'MUG', quantity: 2 }] }],
  }));
  const tables: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    'inventory-stock': STOCK,
    'orders-events': orders,
  };
  checkStock(
    toBooks((table) => tables[table] ?? []),
    report,
  );
  return violations.map(({ invariant }) => invariant);
};

describe('checkStock', () => {
  it('counts the units of a confirmed order as sold, even if its order token was revoked later', () => {
    expect(reportedOf('OrderPlaced', 'OrderConfirmed')).toEqual([]);
    expect(reportedOf('OrderPlaced', 'OrderConfirmed', 'OrderTokenRevoked')).toEqual([]);
  });

  it('reports units of a cancelled order that are neither available nor reserved', () => {
    expect(reportedOf('OrderPlaced', 'OrderConfirmed', 'OrderCancelled')).toEqual([
      'available, reserved and sold units are those received',
    ]);
  });
});
