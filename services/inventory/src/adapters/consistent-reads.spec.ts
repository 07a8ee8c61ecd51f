import { justWritten } from '@tradepost/testing/just-written';
import { createStockChanges } from './stock-changes.ts';
import { adjustmentKey, stockKey } from './stock-keys.ts';
import { createStockTable } from './stock-table.ts';

const level = {
  ...{ sku: 'TEA', location: 'main', version: 4, updatedAt: '2026-01-01T12:00:00.000Z' },
  ...{ onHand: 10, reserved: 3, available: 7, lowStockThreshold: 0 },
};
const tableName = 'stock';
const stock = { ...stockKey('TEA', 'main'), ...level };
const adjustment = { ...adjustmentKey('TEA', 'adj_1'), state: level, fingerprint: 'hash' };
const table = createStockTable({ client: justWritten(stock), tableName });
const changes = createStockChanges({
  client: justWritten(stock, adjustment),
  tableName,
  now: () => level.updatedAt,
});
const change = { sku: 'TEA', location: 'main', adjustmentId: 'adj_1' };
const cause = { actor: 'person-1', correlationId: 'cor-1', fingerprint: 'hash' };

describe('stock that was just written', () => {
  it('is read by everything that decides on it', async () => {
    expect(await table.ofSku('TEA')).toEqual([level]);
    expect(await table.ofSkus(['TEA', 'MUG'])).toEqual([[level], []]);
    const allocatable = [{ location: 'main', available: 7, takeBefore: 36 }];
    expect(await table.forLines([{ sku: 'TEA', quantity: 8 }])).toEqual(new Map([['TEA', allocatable]]));
  });

  it('serves an order with one request if the default location has enough', async () => {
    const client = justWritten(stock);
    let requests = 0;
    const send: typeof client.send = (command: never) => {
      requests += 1;
      return client.send(command);
    };
    const counted = createStockTable({ client: Object.assign(Object.create(client), { send }), tableName });
    expect((await counted.forLines([{ sku: 'TEA', quantity: 7 }])).get('TEA')).toHaveLength(1);
    expect(requests).toBe(1);
  });

  it('is what a command gets', async () => {
    expect(await changes.execute(change, () => ({ events: [] }), cause)).toEqual({ stock: level });
  });

  it('has its adjustment, whose repeat gets the first result', async () => {
    const rejected = { rejection: { code: 'STOCK_BELOW_RESERVED' } };
    expect(await changes.executeOnce(change, () => rejected, cause)).toEqual({ stock: level });
  });
});
