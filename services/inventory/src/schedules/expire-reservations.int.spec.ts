import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asFunction } from '@tradepost/testing/as-function';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { Deps } from '../deps.ts';
import {
  commands,
  crashingAt,
  depsAt,
  EXPIRES_AT,
  manySkus,
  NOW,
  putStock,
  reservationIdOf,
  TABLE_NAME,
  toCommit,
  toRelease,
  toReserve,
  unitsOf,
} from '../inventory.spec-kit.ts';
import * as expiry from './expire-reservations.ts';

const { commitStock, releaseStock, reserveStock } = commands;
const expireReservations = asFunction(
  'tradepost-dev-inventory-expire-reservations',
  expiry.expireReservations,
);

let db: DynamoDb;
let deps: Deps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['inventory'], lagging: ['tradepost-dev-inventory-stock'] });
  deps = depsAt(db.documents);
  await putStock(db.documents, { A1: { main: 100 } });
});
afterAll(() => db.stop());

const logged: unknown[][] = [];
const counted: unknown[][] = [];
const logger = {
  info: (...line: unknown[]) => {
    counted.push(line);
  },
  error: (...line: unknown[]) => {
    logged.push(line);
  },
};
const one = [{ sku: 'A1', quantity: 1 }];
const sweepAt = (now: string) => expireReservations({ ...depsAt(db.documents, now), logger });
const statusOf = async (number: number) =>
  (await deps.reservations.load(reservationIdOf(number))).state.status;
const itemOf = async (number: number) => {
  const { Items = [] } = await db.documents.send(
    new QueryCommand({
      TableName: TABLE_NAME,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `reservation#${reservationIdOf(number)}` },
    }),
  );
  return Items[0];
};

describe('expireReservations', () => {
  it('releases the held reservations that are due, and no others', async () => {
    // The index has four shards; these ids are spread over all of them.
    const held = [1, 2, 3, 4, 5, 6, 7, 8];
    await Promise.all(held.map((number) => reserveStock(toReserve(number, one), deps)));
    await reserveStock(toReserve(11, one), deps);
    await commitStock(toCommit(11), deps);
    await reserveStock(toReserve(12, one), deps);
    await releaseStock(toRelease(12), deps);
    await reserveStock(toReserve(13, one), depsAt(db.documents, '2026-01-01T10:00:01.000Z'));
    expect(await unitsOf(deps, ['A1'])).toEqual({ A1: { main: '10 + 90' } });

    await sweepAt('2026-01-01T10:29:59.999Z');
    expect(await unitsOf(deps, ['A1'])).toEqual({ A1: { main: '10 + 90' } });

    await sweepAt(EXPIRES_AT);
    expect(await Promise.all(held.map(statusOf))).toEqual(held.map(() => 'released'));
    expect(await Promise.all([11, 12, 13].map(statusOf))).toEqual(['committed', 'released', 'held']);
    expect(await unitsOf(deps, ['A1'])).toEqual({ A1: { main: '2 + 98' } });
  });

  it('stores the reason, with the correlation id of the order', async () => {
    expect(await itemOf(1)).toMatchObject({
      events: [{ type: 'StockReleased', at: EXPIRES_AT, reason: 'expired' }],
      actor: 'tradepost.inventory',
      correlationId: 'cor-1',
    });
  });

  it('makes a later commit or repeat fail', async () => {
    const rejected = { outcome: 'rejected', rejection: { code: 'RESERVATION_RELEASED' } };
    expect(await commitStock(toCommit(1), deps)).toEqual(rejected);
    expect(await reserveStock(toReserve(1, one), deps)).toEqual(rejected);
  });

  it('leaves nothing due', async () => {
    expect(await deps.reservations.due(EXPIRES_AT, 10)).toEqual([]);
  });

  it('releases what is due since a year', async () => {
    await sweepAt('2026-01-02T10:00:00.000Z');
    await reserveStock(toReserve(14, one), deps);
    counted.length = 0;
    await sweepAt('2027-01-01T10:00:00.000Z');
    expect(await statusOf(14)).toBe('released');
    expect(counted).toEqual([['reservations expired', { count: 1 }]]);
  });
});

describe('a held reservation', () => {
  it('is in the index until it is committed', async () => {
    await reserveStock(toReserve(31, one), deps);
    expect(await itemOf(31)).toMatchObject({
      expiring: expect.stringMatching(/^expiring#[0-3]$/),
      expiresAt: EXPIRES_AT,
    });
    await commitStock(toCommit(31), deps);
    const committed = await itemOf(31);
    expect(committed).not.toHaveProperty('expiring');
    expect(committed).toMatchObject({
      events: [{ type: 'StockCommitted', at: NOW }],
      causationId: 'commit-31',
    });
  });
});

describe('a large reservation after a crash', () => {
  const TIMEOUT_MS = 30_000;
  const skus = manySkus('C', 150);
  const lines = skus.map((sku) => ({ sku, quantity: 1 }));
  const shelves = (units: string) => Object.fromEntries(skus.map((sku) => [sku, { main: units }]));
  beforeEach(
    () => putStock(db.documents, Object.fromEntries(skus.map((sku) => [sku, { main: 1 }]))),
    TIMEOUT_MS,
  );

  it(
    'is released at its expiry, not before',
    async () => {
      await expect(reserveStock(toReserve(41, lines), crashingAt(db.documents, 2))).rejects.toThrow(
        'crashed',
      );
      await sweepAt('2026-01-01T10:29:59.999Z');
      expect(await statusOf(41)).toBe('reserving');
      await sweepAt(EXPIRES_AT);
      expect(await statusOf(41)).toBe('released');
      expect(await unitsOf(deps, skus)).toEqual(shelves('0 + 1'));
    },
    TIMEOUT_MS,
  );

  it(
    'is released at once if its release had started',
    async () => {
      await reserveStock(toReserve(42, lines), deps);
      await expect(releaseStock(toRelease(42), crashingAt(db.documents, 2))).rejects.toThrow('crashed');
      expect(await statusOf(42)).toBe('releasing');
      await sweepAt(NOW);
      expect(await statusOf(42)).toBe('released');
      expect(await unitsOf(deps, skus)).toEqual(shelves('0 + 1'));
    },
    TIMEOUT_MS,
  );
});

describe('a reservation that cannot be released', () => {
  it('is logged and makes the run fail after the other reservations are released', async () => {
    await putStock(db.documents, { B1: { main: 5 }, B2: { main: 5 } });
    await reserveStock(toReserve(21, [{ sku: 'B1', quantity: 1 }]), deps);
    await reserveStock(toReserve(22, [{ sku: 'B2', quantity: 1 }]), deps);
    // Overwrites the stock, so that the units of the reservation are no longer reserved.
    await putStock(db.documents, { B1: { main: 5 } });
    await expect(sweepAt(EXPIRES_AT)).rejects.toThrow('1 reservations were not released');
    expect(logged).toEqual([
      [
        'reservation not released',
        { reservationId: reservationIdOf(21), correlationId: 'cor-21', error: expect.any(Error) },
      ],
    ]);
    expect(await Promise.all([21, 22].map(statusOf))).toEqual(['held', 'released']);
    expect(await unitsOf(deps, ['B1', 'B2'])).toEqual({ B1: { main: '0 + 5' }, B2: { main: '0 + 5' } });
  });
});
