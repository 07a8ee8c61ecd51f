import { jest } from '@jest/globals';
import { ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { carryOut } from './carry-out.ts';
import type { ReserveStock, TakeOutcome } from './domain/decide-reservation.ts';
import { evolve, noReservation, type ReservationState } from './domain/reservation.ts';
import { MAX_ALLOCATIONS } from './domain/reservation-steps.ts';
import type { ReservationsTable } from './reservations-table.ts';
import type { StockTable } from './stock-table.ts';
import type { StockTakes } from './stock-takes.ts';

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';
const metadata = { at, actor: 'tradepost.orders', correlationId: 'cor-1' };
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
  let current = existing ?? { version: -1, state: noReservation };
  const calls: string[] = [];
  const reservations: ReservationsTable = {
    load: async () => {
      calls.push('load');
      return current;
    },
    commit: async (_id, before, events) => {
      calls.push('commit');
      if (before.version !== current.version) throw new ConflictError('there is one already');
      current = { version: before.version + 1, state: events.reduce(evolve, before.state) };
      return current;
    },
    due: async () => [],
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
  return { calls, tables: { reservations, stock: { forLines }, takes } };
}

const reserve = (skus: number, quantity: number): ReserveStock => ({
  type: 'ReserveStock',
  at,
  lines: Array.from({ length: skus }, (_, index) => ({ sku: `S${index}`, quantity })),
  expiresAt,
});

describe('a new reservation', () => {
  it('reads the stock once and writes once, without a read of the reservation', async () => {
    const { calls, tables } = createTables(undefined);
    const result = await carryOut('res-1', reserve(2, 1), metadata, tables);
    expect(result).toMatchObject({ reservation: { version: 0, state: { status: 'held' } } });
    expect(calls).toEqual(['read stock', 'commit']);
  });

  it('has one step per transaction, and reads the stock only for the first', async () => {
    const { calls, tables } = createTables(undefined);
    await carryOut('res-1', reserve(250, 1), metadata, tables);
    expect(calls).toEqual(['read stock', 'commit', 'commit', 'commit']);
  });

  it('is rejected if it is too large', async () => {
    const { tables } = createTables(undefined, ['main', 'north-1']);
    expect(await carryOut('res-1', reserve(MAX_ALLOCATIONS / 2 + 1, 2), metadata, tables)).toEqual({
      rejection: { code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS },
    });
  });
});

describe('a reservation of one allocation', () => {
  const take = () => reserve(1, 1);

  it('is written, taken, and written again', async () => {
    const { calls, tables } = createTables(undefined);
    const result = await carryOut('res-1', take(), metadata, tables);
    expect(result).toMatchObject({ reservation: { version: 1, state: { status: 'held' } } });
    expect(calls).toEqual(['read stock', 'commit', 'take', 'commit']);
  });

  it('is planned again with fresh stock if its take failed', async () => {
    const { calls, tables } = createTables(undefined, ['main'], ['failed', 'taken']);
    const result = await carryOut('res-1', take(), metadata, tables);
    expect(result).toMatchObject({ reservation: { version: 2, state: { status: 'held' } } });
    expect(calls).toEqual(['read stock', 'commit', 'take', 'read stock', 'commit', 'take', 'commit']);
  });

  it('is retried more than 14 times while transactions write the stock', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0);
    const { tables } = createTables(undefined);
    let conflicts = 30;
    const contended: StockTakes['take'] = async () => {
      conflicts -= 1;
      if (conflicts >= 0) throw new ConflictError('a transaction holds the stock');
      return 'taken';
    };
    const takes = { ...tables.takes, take: contended };
    const result = await carryOut('res-1', take(), metadata, { ...tables, takes });
    random.mockRestore();
    expect(result).toMatchObject({ reservation: { state: { status: 'held' } } });
  });

  it('is closed and barred by a release', async () => {
    const { calls, tables } = createTables(taking);
    const result = await carryOut('res-1', { type: 'ReleaseStock', at }, metadata, tables);
    expect(result).toMatchObject({ reservation: { version: 1, state: { status: 'released' } } });
    expect(calls).toEqual(['load', 'close', 'commit']);
  });

  it('is held, then released, by a release that finds its units taken', async () => {
    const { calls, tables } = createTables(taking, ['main'], ['taken']);
    await carryOut('res-1', { type: 'ReleaseStock', at }, metadata, tables);
    expect(calls).toEqual(['load', 'close', 'commit', 'commit']);
  });

  it('is not changed by an expiry sweep before its expiry', async () => {
    const { calls, tables } = createTables(taking);
    await carryOut('res-1', { type: 'ExpireReservation', at }, metadata, tables);
    expect(calls).toEqual(['load']);
  });
});

describe('a repeat of a held reservation', () => {
  it('finds the reservation by the conflict of its first write', async () => {
    const { calls, tables } = createTables(held);
    expect(await carryOut('res-1', reserve(2, 1), metadata, tables)).toEqual({ reservation: held });
    expect(calls).toEqual(['read stock', 'commit', 'load']);
  });

  it('is accepted even if the remaining stock would not suffice', async () => {
    const { tables } = createTables(held);
    expect(await carryOut('res-1', reserve(2, 2), metadata, tables)).toEqual({ reservation: held });
    const scattered = createTables(held, ['main', 'north-1']).tables;
    expect(await carryOut('res-1', reserve(MAX_ALLOCATIONS / 2 + 1, 2), metadata, scattered)).toEqual({
      reservation: held,
    });
  });
});
