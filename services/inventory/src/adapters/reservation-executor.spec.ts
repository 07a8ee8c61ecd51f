import { jest } from '@jest/globals';
import { prepareCommit } from '@tradepost/aggregate/executor';
import { ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { expire } from '../domain/expire.ts';
import { release } from '../domain/release.ts';
import { type ReservationState, reservation } from '../domain/reservation.ts';
import type { TakeOutcome } from '../domain/reservation-command.ts';
import { MAX_ALLOCATIONS } from '../domain/reservation-steps.ts';
import { reserve as reserveCommand } from '../domain/reserve.ts';
import { createReservationExecutor } from './reservation-executor.ts';
import type { ReservationsTable } from './reservations-table.ts';
import type { StockTable } from './stock-table.ts';
import type { StockTakes } from './stock-takes.ts';

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';
const cause = { actor: 'tradepost.orders', correlationId: 'cor-1' };
const held: Loaded<ReservationState> = {
  version: 0,
  state: { status: 'held', allocations: [], expiresAt, updatedAt: at },
};

const taking: Loaded<ReservationState> = {
  version: 0,
  state: {
    status: 'taking',
    allocations: [{ sku: 'S0', location: 'main', quantity: 1 }],
    expiresAt,
    takeBefore: 40,
    updatedAt: at,
  },
};

/** In-memory tables with at most one reservation, which record their calls. */
function createTables(
  existing: Loaded<ReservationState> | undefined,
  locations: readonly string[] = ['main'],
  outcomes: TakeOutcome[] = [],
) {
  const unread: Loaded<ReservationState> = { version: -1, state: reservation.initial };
  let current = existing ?? unread;
  const calls: string[] = [];
  const table: Pick<ReservationsTable, 'unread' | 'load' | 'commit'> = {
    unread,
    load: async () => {
      calls.push('load');
      return current;
    },
    commit: async (_id, before, events, metadata) => {
      calls.push('commit');
      if (before.version !== current.version) throw new ConflictError('there is one already');
      const { state } = prepareCommit(reservation, before, events, metadata);
      current = { version: before.version + 1, state };
      return current;
    },
  };
  const forLines: StockTable['forLines'] = async (lines) => {
    calls.push('read stock');
    return new Map(
      lines.map(({ sku }) => [
        sku,
        locations.map((location) => ({ location, available: 1, takeBefore: 40 })),
      ]),
    );
  };
  const takes: StockTakes = {
    take: async () => {
      calls.push('take');
      return outcomes.shift() ?? 'taken';
    },
    close: async () => {
      calls.push('close');
      return outcomes.shift() ?? 'failed';
    },
  };
  const config = { table, stock: { forLines }, takes, now: () => at };
  return { calls, config, reservations: createReservationExecutor(config) };
}

const reserve = (skus: number, quantity: number) =>
  reserveCommand({
    lines: Array.from({ length: skus }, (_, index) => ({ sku: `S${index}`, quantity })),
    ttlMs: 1_800_000,
  });

describe('a new reservation', () => {
  it('reads the stock once and writes once, without a read of the reservation', async () => {
    const { calls, reservations } = createTables(undefined);
    const result = await reservations.execute('res-1', reserve(2, 1), cause);
    expect(result).toMatchObject({ version: 0, state: { status: 'held' } });
    expect(calls).toEqual(['read stock', 'commit']);
  });

  it('has one step per transaction, and reads the stock only for the first', async () => {
    const { calls, reservations } = createTables(undefined);
    await reservations.execute('res-1', reserve(250, 1), cause);
    expect(calls).toEqual(['read stock', 'commit', 'commit', 'commit']);
  });

  it('is rejected if it is too large', async () => {
    const { reservations } = createTables(undefined, ['main', 'north-1']);
    expect(await reservations.execute('res-1', reserve(MAX_ALLOCATIONS / 2 + 1, 2), cause)).toEqual({
      rejection: { code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS },
    });
  });
});

describe('a reservation of one allocation', () => {
  const take = () => reserve(1, 1);

  it('is written, taken, and written again', async () => {
    const { calls, reservations } = createTables(undefined);
    const result = await reservations.execute('res-1', take(), cause);
    expect(result).toMatchObject({ version: 1, state: { status: 'held' } });
    expect(calls).toEqual(['read stock', 'commit', 'take', 'commit']);
  });

  it('is planned again with fresh stock if its take failed', async () => {
    const { calls, reservations } = createTables(undefined, ['main'], ['failed', 'taken']);
    const result = await reservations.execute('res-1', take(), cause);
    expect(result).toMatchObject({ version: 2, state: { status: 'held' } });
    expect(calls).toEqual(['read stock', 'commit', 'take', 'read stock', 'commit', 'take', 'commit']);
  });

  it('is retried more than 14 times while transactions write the stock', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0);
    const { config } = createTables(undefined);
    let conflicts = 30;
    const contended: StockTakes['take'] = async () => {
      conflicts -= 1;
      if (conflicts >= 0) throw new ConflictError('a transaction holds the stock');
      return 'taken';
    };
    const takes = { ...config.takes, take: contended };
    const reservations = createReservationExecutor({ ...config, takes });
    const result = await reservations.execute('res-1', take(), cause);
    random.mockRestore();
    expect(result).toMatchObject({ state: { status: 'held' } });
  });

  it('is closed and cancelled by a release', async () => {
    const { calls, reservations } = createTables(taking);
    const result = await reservations.execute('res-1', release({}), cause);
    expect(result).toMatchObject({ version: 1, state: { status: 'released' } });
    expect(calls).toEqual(['load', 'close', 'commit']);
  });

  it('is held, then released, by a release that finds its units taken', async () => {
    const { calls, reservations } = createTables(taking, ['main'], ['taken']);
    await reservations.execute('res-1', release({}), cause);
    expect(calls).toEqual(['load', 'close', 'commit', 'commit']);
  });

  it('is not changed by an expiry sweep before its expiry', async () => {
    const { calls, reservations } = createTables(taking);
    await reservations.execute('res-1', expire(), cause);
    expect(calls).toEqual(['load']);
  });
});

describe('a repeat of a held reservation', () => {
  it('finds the reservation by the conflict of its first write', async () => {
    const { calls, reservations } = createTables(held);
    expect(await reservations.execute('res-1', reserve(2, 1), cause)).toEqual(held);
    expect(calls).toEqual(['read stock', 'commit', 'load']);
  });

  it('is accepted even if the remaining stock would not suffice', async () => {
    const { reservations } = createTables(held);
    expect(await reservations.execute('res-1', reserve(2, 2), cause)).toEqual(held);
    const scattered = createTables(held, ['main', 'north-1']).reservations;
    expect(await scattered.execute('res-1', reserve(MAX_ALLOCATIONS / 2 + 1, 2), cause)).toEqual(held);
  });
});
