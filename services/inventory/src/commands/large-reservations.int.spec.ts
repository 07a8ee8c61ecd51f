import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { Deps } from '../deps.ts';
import { adjust } from '../domain/adjust.ts';
import {
  commands,
  crashingAt,
  depsAt,
  EXPIRES_AT,
  interruptedAt,
  manySkus,
  putStock,
  reservationIdOf,
  toCommit,
  toRelease,
  toReserve,
  unitsOf,
} from '../inventory.spec-kit.ts';

const { commitStock, releaseStock, reserveStock } = commands;
const SKUS = 250;
/** Each step writes 100 items, which takes time on a busy machine. */
const TIMEOUT_MS = 30_000;

let db: DynamoDb;
let deps: Deps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['inventory'], lagging: ['tradepost-dev-inventory-stock'] });
  deps = depsAt(db.documents);
});
afterAll(() => db.stop());

const stateOf = async (number: number) => (await deps.reservations.load(reservationIdOf(number))).state;
const shelves = (skus: readonly string[], units: number) =>
  putStock(db.documents, Object.fromEntries(skus.map((sku) => [sku, { main: units }])));
const oneOfEach = (skus: readonly string[]) => skus.map((sku) => ({ sku, quantity: 1 }));
const allAt = (skus: readonly string[], units: string) =>
  Object.fromEntries(skus.map((sku) => [sku, { main: units }]));

describe('a reservation larger than a transaction', () => {
  const skus = manySkus('P', SKUS);
  beforeAll(() => shelves(skus, 2));

  it('is held in three steps', async () => {
    expect(await reserveStock(toReserve(1, oneOfEach(skus)), deps)).toEqual({
      outcome: 'accepted',
      reservationId: reservationIdOf(1),
      expiresAt: EXPIRES_AT,
    });
    const { version, state } = await deps.reservations.load(reservationIdOf(1));
    expect([version, state.status]).toEqual([2, 'held']);
    expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '1 + 1'));
  });

  it('is committed in one step', async () => {
    expect(await commitStock(toCommit(1), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await stateOf(1)).toMatchObject({ status: 'committed' });
  });

  it('is released in full', async () => {
    expect(await releaseStock(toRelease(1), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await stateOf(1)).toMatchObject({ status: 'released' });
    expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '0 + 2'));
  });

  it('can have 1,000 lines', async () => {
    const thousand = manySkus('Q', 1_000);
    await shelves(thousand, 1);
    expect(await reserveStock(toReserve(2, oneOfEach(thousand)), deps)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await unitsOf(deps, thousand)).toEqual(allAt(thousand, '1 + 0'));
  });
});

describe('a large reservation that runs out of stock between two steps', () => {
  const skus = manySkus('R', SKUS);
  beforeAll(() => shelves(skus, 1));

  it('releases all units and is rejected', async () => {
    const rival = () => reserveStock(toReserve(11, [{ sku: 'R240', quantity: 1 }]), deps);
    const reply = await reserveStock(toReserve(10, oneOfEach(skus)), interruptedAt(db.documents, 3, rival));
    const rejection = { code: 'OUT_OF_STOCK', shortages: [{ sku: 'R240', requested: 1, available: 0 }] };
    expect(reply).toEqual({ outcome: 'rejected', rejection });
    expect(await unitsOf(deps, skus)).toEqual({ ...allAt(skus, '0 + 1'), R240: { main: '1 + 0' } });
    expect(await reserveStock(toReserve(10, oneOfEach(skus)), deps)).toEqual({
      outcome: 'rejected',
      rejection,
    });
  });

  it('takes the units from another location if that has enough', async () => {
    await putStock(db.documents, { R240: { main: 1, 'north-1': 1 } });
    const rival = () => reserveStock(toReserve(13, [{ sku: 'R240', quantity: 1 }]), deps);
    const reply = await reserveStock(toReserve(12, oneOfEach(skus)), interruptedAt(db.documents, 3, rival));
    expect(reply).toMatchObject({ outcome: 'accepted' });
    expect(await unitsOf(deps, skus)).toEqual({
      ...allAt(skus, '1 + 0'),
      R240: { main: '1 + 0', 'north-1': '1 + 0' },
    });
  });

  it(
    'can take more units from the same stock, and releases all of them',
    async () => {
      // S098 is the last of the first step at main, and the first of the second step at north-1.
      const split = manySkus('S', 120);
      await shelves(split, 1);
      await putStock(db.documents, { S098: { main: 5, 'north-1': 3 } });
      const lines = split.map((sku) => ({ sku, quantity: sku === 'S098' ? 8 : 1 }));
      const swap = async () => {
        await deps.stockChanges.execute(
          { sku: 'S098', location: 'north-1', adjustmentId: 'adj_00000000000000000000000001' },
          adjust({ delta: -1, reason: 'lost' }),
          { actor: 'a-clerk', correlationId: 'cor-swap' },
        );
        await deps.stockChanges.execute(
          { sku: 'S098', location: 'main', adjustmentId: 'adj_00000000000000000000000002' },
          adjust({ delta: 4, reason: 'found' }),
          { actor: 'a-clerk', correlationId: 'cor-swap' },
        );
      };
      expect(await reserveStock(toReserve(14, lines), interruptedAt(db.documents, 2, swap))).toMatchObject({
        outcome: 'accepted',
      });
      const held = { ...allAt(split, '1 + 0'), S098: { main: '8 + 1', 'north-1': '0 + 2' } };
      expect(await unitsOf(deps, split)).toEqual(held);

      expect(await releaseStock(toRelease(14), deps)).toMatchObject({ outcome: 'accepted' });
      const returned = { ...allAt(split, '0 + 1'), S098: { main: '0 + 9', 'north-1': '0 + 2' } };
      expect(await unitsOf(deps, split)).toEqual(returned);
    },
    TIMEOUT_MS,
  );
});

describe('a reservation after a crash between two steps', () => {
  const crash = async (number: number, skus: readonly string[]) => {
    await shelves(skus, 1);
    const crashed = reserveStock(toReserve(number, oneOfEach(skus)), crashingAt(db.documents, 2));
    await expect(crashed).rejects.toThrow('crashed');
    expect(await stateOf(number)).toMatchObject({ status: 'reserving', allocationsHeld: 99 });
    const expected = { ...allAt(skus.slice(0, 99), '1 + 0'), ...allAt(skus.slice(99), '0 + 1') };
    expect(await unitsOf(deps, skus)).toEqual(expected);
  };

  it(
    'is completed by a repeat',
    async () => {
      const skus = manySkus('T0', SKUS);
      await crash(20, skus);
      expect(await reserveStock(toReserve(20, oneOfEach(skus)), deps)).toMatchObject({ outcome: 'accepted' });
      expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '1 + 0'));
    },
    TIMEOUT_MS,
  );

  it(
    'is completed once by two concurrent repeats',
    async () => {
      const skus = manySkus('T1', SKUS);
      await crash(21, skus);
      const repeats = [1, 2].map(() => reserveStock(toReserve(21, oneOfEach(skus)), deps));
      expect((await Promise.all(repeats)).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '1 + 0'));
    },
    TIMEOUT_MS,
  );

  it(
    'is released and barred by a release',
    async () => {
      const skus = manySkus('T2', SKUS);
      await crash(22, skus);
      expect(await releaseStock(toRelease(22), deps)).toMatchObject({ outcome: 'accepted' });
      expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '0 + 1'));
      expect(await reserveStock(toReserve(22, oneOfEach(skus)), deps)).toEqual({
        outcome: 'rejected',
        rejection: { code: 'RESERVATION_RELEASED' },
      });
    },
    TIMEOUT_MS,
  );

  it(
    'is completed, then committed, by a commit',
    async () => {
      const skus = manySkus('T3', SKUS);
      await crash(23, skus);
      expect(await commitStock(toCommit(23), deps)).toMatchObject({ outcome: 'accepted' });
      expect(await stateOf(23)).toMatchObject({ status: 'committed' });
      expect(await unitsOf(deps, skus)).toEqual(allAt(skus, '1 + 0'));
    },
    TIMEOUT_MS,
  );
});

describe('two concurrent large reservations of the same units', () => {
  it('hold the units for one of them at most, and leave no partial reservation', async () => {
    const skus = manySkus('U', SKUS);
    await shelves(skus, 1);
    const lines = oneOfEach(skus);
    const replies = await Promise.all([
      reserveStock(toReserve(30, lines), deps),
      reserveStock(toReserve(31, lines.toReversed()), deps),
    ]);
    const held = replies.filter(({ outcome }) => outcome === 'accepted').length;
    expect(held).toBeLessThanOrEqual(1);
    expect(await unitsOf(deps, skus)).toEqual(allAt(skus, `${held} + ${1 - held}`));
  });
});
