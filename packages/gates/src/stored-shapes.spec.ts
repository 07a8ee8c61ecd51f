import { join } from 'node:path';
import { parseCommit, replay, toLoaded } from '@tradepost/aggregate/stored-commit';
import { readGoldenFiles } from '@tradepost/simulation/golden/golden-files';
import type { LogTable } from '@tradepost/simulation/golden/history';
import { build } from 'esbuild';
import { reservation } from '../../../services/inventory/src/domain/reservation.ts';
import { order } from '../../../services/orders/src/domain/order.ts';
import { payment } from '../../../services/payments/src/domain/payment.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const AGGREGATES = [
  'catalog/src/domain/product.ts',
  'inventory/src/domain/reservation.ts',
  'inventory/src/domain/stock.ts',
  'orders/src/domain/order.ts',
  'payments/src/domain/payment.ts',
];

/** The recorded commits of each order, payment or reservation, oldest first. */
function recorded(table: LogTable): readonly (readonly Readonly<Record<string, unknown>>[])[] {
  const histories = readGoldenFiles().flatMap((file) => file.histories);
  return histories
    .map(({ stored }) => stored.filter((each) => each.table === table).map(({ item }) => item))
    .filter((items) => items.length > 0);
}

describe('the stored shapes', () => {
  it.each(AGGREGATES)(
    'of %s follow no rule of the API, so that a stricter rule cannot make stored data unreadable',
    async (file) => {
      const entry = `services/${file}`;
      const { metafile } = await build({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        bundle: true,
        format: 'esm',
        write: false,
        metafile: true,
      });
      const sources = Object.keys(metafile.inputs);
      expect(sources).toContain(entry);
      expect(sources.filter((source) => source.startsWith('packages/contracts/'))).toEqual([]);
    },
  );

  it('of an order accept every recorded commit without a change', () => {
    for (const items of recorded('orders-events')) {
      const commits = items.map((item) => parseCommit(item, order));
      expect(commits.map(({ events }) => events)).toEqual(items.map((item) => item['events']));
      expect(replay(order, commits).state.status).not.toBe('none');
    }
    expect.hasAssertions();
  });

  it('of a payment accept every recorded commit, under its present name', () => {
    for (const items of recorded('payments-events')) {
      const commits = items.map((item) => parseCommit(item, payment));
      expect(commits.map(({ events }) => events.length)).toEqual(
        items.map((item) => (item['events'] as unknown[]).length),
      );
      expect(replay(payment, commits).state.status).not.toBe('none');
    }
    expect.hasAssertions();
  });

  it('of a reservation accept every recorded state and event', () => {
    for (const items of recorded('inventory-stock')) {
      for (const item of items) {
        expect(parseCommit(item, reservation).events).toHaveLength((item['events'] as unknown[]).length);
        expect(toLoaded(item, reservation).state.status).not.toBe('none');
      }
    }
    expect.hasAssertions();
  });
});
