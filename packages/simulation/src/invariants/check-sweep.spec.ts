import type { Sweep } from '../world/schedules.ts';
import type { World } from '../world/world.ts';
import { checkSweep } from './check-sweep.ts';
import { createJournal } from './journal.ts';
import type { ReservationLife } from './reservation-life.ts';
import { createReport } from './violation.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-01-05T08:00:00.000Z');
const PLACED_AT = '2026-01-05T07:00:00.000Z';

const sweep = (name: string, skewMs = 0): Sweep => ({
  functionName: `tradepost-dev-${name}`,
  startMs: START_MS,
  endMs: START_MS + 500,
  skewMs,
  isPartial: false,
});

type Facts = {
  readonly life?: Partial<ReservationLife>;
  readonly restarted?: boolean;
  readonly events?: readonly string[];
  readonly listedMs?: number;
};

/** Returns what is reported about a reservation that expired an hour ago, and an order that was placed an hour ago. */
function reportedOf(swept: Sweep, { life, restarted = false, events = [], listedMs = 0 }: Facts = {}) {
  const { violations, report } = createReport();
  const tables: Readonly<Record<string, object>> = {
    'tradepost-dev-orders-views': { pk: { S: 'order#ord_1' }, pendingSince: { S: PLACED_AT } },
    'tradepost-dev-orders-events': {
      id: { S: 'ord_1' },
      events: { L: events.map((type) => ({ M: { type: { S: type } } })) },
    },
  };
  const times = {
    bornMs: 0,
    skewMs: 0,
    frozenMs: 0,
    firstExpiresAtMs: START_MS - HOUR_MS,
    expiresAtMs: START_MS - HOUR_MS,
    extensions: [],
    changedMs: START_MS - 2 * HOUR_MS,
  };
  const lives = new Map([['res_1', { id: 'res_1', orderId: undefined, status: 'held', ...times, ...life }]]);
  const world = {
    dynamodb: { table: (name: string) => ({ all: () => [tables[name]] }) },
    restarts: restarted ? [{ orderId: 'ord_1', atMs: START_MS + 100, skewMs: 0 }] : [],
  } as unknown as World;
  const journal = createJournal();
  const listed = { pk: { S: 'order#ord_1' } };
  const change = { table: 'tradepost-dev-orders-views', keys: listed, before: undefined, after: listed };
  journal.add(change, listedMs);
  checkSweep(swept, world, { lives, journal }, report);
  return violations.map(({ what }) => what);
}

describe('checkSweep of reservations', () => {
  const expiry = sweep('inventory-expire-reservations');

  it.each(['held', 'taking', 'reserving', 'releasing'])('reports one that is still %s', (status) => {
    expect(reportedOf(expiry, { life: { status } })).toHaveLength(1);
  });

  it.each<[string, Partial<ReservationLife>]>([
    ['is released', { status: 'released' }],
    ['is committed', { status: 'committed' }],
    ['changed within the last minute', { changedMs: START_MS - 59_000 }],
    ['has not expired', { expiresAtMs: START_MS }],
  ])('accepts one that %s', (_what, life) => {
    expect(reportedOf(expiry, { life })).toEqual([]);
  });

  it('uses the clock of the sweep', () => {
    expect(reportedOf(sweep('inventory-expire-reservations', -2 * HOUR_MS))).toEqual([]);
  });
});

it('accepts what a sweep leaves to the next one because a page of its query ended early', () => {
  expect(reportedOf({ ...sweep('orders-sweep-orders'), isPartial: true })).toEqual([]);
});

describe('checkSweep of orders', () => {
  const orders = sweep('orders-sweep-orders');

  it('reports one that was pending for longer than six minutes', () => {
    expect(reportedOf(orders, { events: ['OrderPlaced'] })).toHaveLength(1);
  });

  it.each<[string, Facts]>([
    ['was started again', { restarted: true }],
    ['has ended in the meantime', { events: ['OrderPlaced', 'OrderRejected'] }],
    ['came into the projection within the last minute', { listedMs: START_MS - 30_000 }],
  ])('accepts one that %s', (_what, facts) => {
    expect(reportedOf(orders, facts)).toEqual([]);
  });

  it('uses the clock of the sweep', () => {
    expect(reportedOf(sweep('orders-sweep-orders', -55 * 60_000))).toEqual([]);
  });
});
