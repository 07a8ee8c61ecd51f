import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { Deps } from '../deps.ts';
import { adjust } from '../domain/adjust.ts';
import { set } from '../domain/set.ts';
import {
  commands,
  crashingAtRequest,
  depsAt,
  EXPIRES_AT,
  NOW,
  putStock,
  reservationIdOf,
  TABLE_NAME,
  toCommit,
  toRelease,
  toReserve,
  unitsOf,
} from '../inventory.spec-kit.ts';
import { expireReservations } from '../schedules/expire-reservations.ts';
import { stockKey } from './stock-keys.ts';
import { createStockTakes, type PlannedTake, type StockTakes, TAKE_WINDOW } from './stock-takes.ts';
import { markerNames, markersOf } from './take-markers.ts';

const { commitStock, releaseStock, reserveStock } = commands;
const metadata = { at: NOW, actor: 'tradepost.orders', correlationId: 'cor-1' };

let db: DynamoDb;
let deps: Deps;
let takes: StockTakes;
beforeAll(async () => {
  // Reads do not lag: markers are tidied with reads that need not be consistent, and only then.
  db = await startDynamoDb({ services: ['inventory'] });
  deps = depsAt(db.documents);
  takes = createStockTakes({ client: db.documents, tableName: TABLE_NAME });
});
afterAll(() => db.stop());

const stateOf = async (number: number) => (await deps.reservations.load(reservationIdOf(number))).state;
const itemOf = async (sku: string) => {
  const { Item = {} } = await db.documents.send(
    new GetCommand({ TableName: TABLE_NAME, Key: stockKey(sku, 'main') }),
  );
  return Item;
};
const unitsAt = async (sku: string) => (await unitsOf(deps, [sku]))[sku]?.['main'];
const planTake = (sku: string, quantity: number, takeBefore = TAKE_WINDOW, version = 0): PlannedTake => ({
  version,
  state: {
    status: 'taking',
    allocations: [{ sku, location: 'main', quantity }],
    expiresAt: EXPIRES_AT,
    takeBefore,
    updatedAt: NOW,
  },
});

describe('a take', () => {
  beforeEach(() => putStock(db.documents, { A: { main: 5 } }));

  it('happens once, however often it arrives', async () => {
    const attempts = Array.from({ length: 5 }, () => takes.take('res_1', planTake('A', 2), metadata));
    expect(await Promise.all(attempts)).toEqual(attempts.map(() => 'taken'));
    expect(await unitsAt('A')).toBe('2 + 3');
  });

  it('fails if there are too few units, even if units are released before a repeat', async () => {
    expect(await takes.take('res_1', planTake('A', 6), metadata)).toBe('failed');
    await putMore('A', 5);
    expect(await takes.take('res_1', planTake('A', 6), metadata)).toBe('failed');
    expect(await unitsAt('A')).toBe('0 + 10');
  });

  it('fails after it was closed, and cannot be closed after it happened', async () => {
    expect(await takes.close('res_1', planTake('A', 1))).toBe('failed');
    expect(await takes.take('res_1', planTake('A', 1), metadata)).toBe('failed');
    expect(await takes.take('res_2', planTake('A', 1), metadata)).toBe('taken');
    expect(await takes.close('res_2', planTake('A', 1))).toBe('taken');
    expect(await unitsAt('A')).toBe('1 + 4');
  });

  it('is a separate one for another version of its reservation', async () => {
    await takes.close('res_1', planTake('A', 1));
    expect(await takes.take('res_1', planTake('A', 1, TAKE_WINDOW, 1), metadata)).toBe('taken');
  });

  it('fails from the version `takeBefore` on, and then leaves no marker', async () => {
    await takes.take('res_1', planTake('A', 1), metadata);
    expect(await takes.take('res_2', planTake('A', 1, 1), metadata)).toBe('failed');
    expect(await takes.close('res_2', planTake('A', 1, 1))).toBe('failed');
    expect(markersOf(await itemOf('A'))).toHaveLength(1);
  });

  it('fails if the stock does not exist', async () => {
    expect(await takes.take('res_1', planTake('NONE', 1), metadata)).toBe('failed');
    expect(await itemOf('NONE')).toEqual({});
  });

  let adjustments = 0;
  const putMore = async (sku: string, delta: number) => {
    adjustments += 1;
    const change = { sku, location: 'main', adjustmentId: `adj-${adjustments}` };
    await deps.stockChanges.execute(change, adjust({ delta, reason: 'received' }), metadata);
  };

  it('keeps its marker when the stock is adjusted or counted', async () => {
    await takes.take('res_1', planTake('A', 1), metadata);
    await putMore('A', 2);
    await deps.stockChanges.execute(
      { sku: 'A', location: 'main', adjustmentId: 'adj-count' },
      set({ onHand: 9, lowStockThreshold: 1 }),
      metadata,
    );
    expect(await unitsAt('A')).toBe('1 + 8');
    expect(await takes.take('res_1', planTake('A', 1), metadata)).toBe('taken');
    expect(await unitsAt('A')).toBe('1 + 8');
  });
});

describe('markers', () => {
  it('are removed when their takes can no longer happen and their reservations have a later version', async () => {
    await putStock(db.documents, { B: { main: 1_000 } });
    // This one stops after its take: its marker is needed until a command continues it.
    const [first, ...others] = Array.from({ length: 150 }, (_none, index) => 1_000 + index);
    await expect(
      reserveStock(
        toReserve(first ?? 0, [{ sku: 'B', quantity: 1 }]),
        crashingAtRequest(db.documents, 3, 'after'),
      ),
    ).rejects.toThrow('crashed');
    for (const number of others) await reserveStock(toReserve(number, [{ sku: 'B', quantity: 1 }]), deps);
    const markers = markersOf(await itemOf('B'));
    expect(markers.length).toBeLessThan(50);
    expect(markers.map(({ reservationId }) => reservationId)).toContain(reservationIdOf(1_000));
    await reserveStock(toReserve(1_000, [{ sku: 'B', quantity: 1 }]), deps);
    expect(await unitsAt('B')).toBe('150 + 850');
  });
});

describe('a stock with too many markers', () => {
  it('gets most reservations by transactions, and loses its obsolete markers', async () => {
    const numbers = Array.from({ length: 100 }, (_none, index) => 4_000 + index);
    await putStock(db.documents, { D: { main: 1_000 }, E: { main: 1_000 } });
    await Promise.all(
      numbers.map((number) => reserveStock(toReserve(number, [{ sku: 'D', quantity: 1 }]), deps)),
    );
    const names = numbers.map((number) => markerNames(reservationIdOf(number), 0).taken);
    await db.documents.send(
      new UpdateCommand({
        TableName: TABLE_NAME,
        Key: stockKey('E', 'main'),
        UpdateExpression: `SET ${names.map((_name, place) => `#m${place} = :limit`).join(', ')}, #version = :limit`,
        ExpressionAttributeNames: {
          '#version': 'version',
          ...Object.fromEntries(names.map((name, place) => [`#m${place}`, name])),
        },
        ExpressionAttributeValues: { ':limit': 1 },
      }),
    );
    for (let number = 4_100; number < 4_107; number += 1)
      await reserveStock(toReserve(number, [{ sku: 'E', quantity: 1 }]), deps);
    expect(markersOf(await itemOf('E'))).toHaveLength(100);
    await reserveStock(toReserve(4_107, [{ sku: 'E', quantity: 1 }]), deps);
    expect(markersOf(await itemOf('E'))).toHaveLength(1);
    expect(await unitsAt('E')).toBe('8 + 992');
  });
});

/** Requests of a reservation: read the stock, write the reservation, take the units, write the reservation again. */
const REQUESTS = [1, 2, 3, 4];
const CRASHES = REQUESTS.flatMap((request) => [[request, 'before'] as const, [request, 'after'] as const]);

describe.each(CRASHES)('a crash at request %i, %s its effect', (request, when) => {
  const sku = `C${request}${when}`;
  const number = 2_000 + 10 * request + (when === 'before' ? 0 : 5);
  const lines = [{ sku, quantity: 2 }];
  beforeAll(() => putStock(db.documents, { [sku]: { main: 10 } }));
  const crash = async (which: number) => {
    const crashing = reserveStock(toReserve(which, lines), crashingAtRequest(db.documents, request, when));
    await expect(crashing).rejects.toThrow('crashed');
  };

  it('is followed by a repeat that holds the units once', async () => {
    await crash(number);
    expect(await reserveStock(toReserve(number, lines), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await stateOf(number)).toMatchObject({ status: 'held' });
    expect(await unitsAt(sku)).toBe('2 + 8');
  });

  it('is followed by a release after which nothing is held', async () => {
    await crash(number + 1);
    await releaseStock(toRelease(number + 1), deps);
    expect(await reserveStock(toReserve(number + 1, lines), deps)).toMatchObject({ outcome: 'rejected' });
    expect(await unitsAt(sku)).toBe('2 + 8');
  });

  it('is resolved by the expiry sweep if no command follows', async () => {
    await crash(number + 2);
    await expireReservations({
      ...depsAt(db.documents, EXPIRES_AT),
      logger: { info: () => {}, error: () => {} },
    });
    await expireReservations({
      ...depsAt(db.documents, EXPIRES_AT),
      logger: { info: () => {}, error: () => {} },
    });
    expect(['none', 'released']).toContain((await stateOf(number + 2)).status);
    // The reservation of the first test has expired, too.
    expect(await unitsAt(sku)).toBe('0 + 10');
  });

  it('is followed by a commit that finds the units taken once', async () => {
    await crash(number + 3);
    await reserveStock(toReserve(number + 3, lines), deps);
    expect(await commitStock(toCommit(number + 3), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await unitsAt(sku)).toBe('2 + 8');
  });
});
