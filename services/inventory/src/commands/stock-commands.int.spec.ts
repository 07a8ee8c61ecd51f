import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toSqsEvent } from '@tradepost/testing/sqs';
import type { Deps } from '../deps.ts';
import {
  commands,
  depsAt,
  EXPIRES_AT,
  orderIdOf,
  putEnvironment,
  putStock,
  reservationIdOf,
  toCommit,
  toDispatch,
  toRelease,
  toReserve,
  unitsOf,
} from '../inventory.spec-kit.ts';
import { handler } from './stock-commands.ts';

const { commitStock, dispatchStock, releaseStock, reserveStock } = commands;

let db: DynamoDb;
let deps: Deps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['inventory'], lagging: ['tradepost-dev-inventory-stock'] });
  deps = depsAt(db.documents);
});
afterAll(() => db.stop());

const stateOf = async (number: number) => (await deps.reservations.load(reservationIdOf(number))).state;

describe('stock that suffices', () => {
  beforeAll(() => putStock(db.documents, { A1: { main: 10 }, A2: { main: 1, 'north-1': 5 } }));

  it('is reserved, lines of the same SKU together, until the expiry in the reply', async () => {
    const reply = await reserveStock(
      toReserve(1, [
        { sku: 'A1', quantity: 2 },
        { sku: 'A2', quantity: 3 },
        { sku: 'A1', quantity: 4 },
      ]),
      deps,
    );
    expect(reply).toEqual({
      outcome: 'accepted',
      reservationId: reservationIdOf(1),
      expiresAt: EXPIRES_AT,
    });
    expect(await unitsOf(deps, ['A1', 'A2'])).toEqual({
      A1: { main: '6 + 4' },
      A2: { main: '0 + 1', 'north-1': '3 + 2' },
    });
    expect(await stateOf(1)).toEqual({
      status: 'held',
      orderId: orderIdOf(1),
      allocations: [
        { sku: 'A1', location: 'main', quantity: 6 },
        { sku: 'A2', location: 'north-1', quantity: 3 },
      ],
      expiresAt: EXPIRES_AT,
      updatedAt: '2026-01-01T10:00:00.000Z',
    });
  });

  it('is reserved once if the command is repeated', async () => {
    const lines = [{ sku: 'A1', quantity: 2 }];
    const later = depsAt(db.documents, '2026-01-01T10:10:00.000Z');
    expect(await reserveStock(toReserve(1, lines), later)).toEqual({
      outcome: 'accepted',
      reservationId: reservationIdOf(1),
      expiresAt: EXPIRES_AT,
    });
    expect(await unitsOf(deps, ['A1'])).toEqual({ A1: { main: '6 + 4' } });
  });

  it('stays reserved after a commit, without an expiry', async () => {
    const accepted = { outcome: 'accepted', reservationId: reservationIdOf(1) };
    expect(await commitStock(toCommit(1), deps)).toEqual(accepted);
    expect(await commitStock(toCommit(1), deps)).toEqual(accepted);
    expect(await reserveStock(toReserve(1, [{ sku: 'A1', quantity: 6 }]), deps)).toEqual(accepted);
    expect(await stateOf(1)).toMatchObject({ status: 'committed' });
    expect((await deps.reservations.load(reservationIdOf(1))).version).toBe(1);
    expect(await deps.reservations.due('2036-01-01T00:00:00.000Z', 10)).toEqual([]);
    expect(await unitsOf(deps, ['A1'])).toEqual({ A1: { main: '6 + 4' } });
  });

  it('is released once', async () => {
    const accepted = { outcome: 'accepted', reservationId: reservationIdOf(1) };
    expect(await releaseStock(toRelease(1), deps)).toEqual(accepted);
    expect(await releaseStock(toRelease(1), deps)).toEqual(accepted);
    expect(await unitsOf(deps, ['A1', 'A2'])).toEqual({
      A1: { main: '0 + 10' },
      A2: { main: '0 + 1', 'north-1': '0 + 5' },
    });
  });

  it('cannot be reserved or committed under a released reservation', async () => {
    const rejected = { outcome: 'rejected', rejection: { code: 'RESERVATION_RELEASED' } };
    expect(await reserveStock(toReserve(1, [{ sku: 'A1', quantity: 1 }]), deps)).toEqual(rejected);
    expect(await commitStock(toCommit(1), deps)).toEqual(rejected);
  });
});

describe('sold stock', () => {
  beforeAll(() => putStock(db.documents, { D1: { main: 5 }, D2: { main: 5 } }));
  const units = async (sku: string) => {
    const [levels] = await deps.stock.ofSkus([sku]);
    const [{ onHand, reserved, available } = { onHand: 0, reserved: 0, available: 0 }] = levels ?? [];
    return { onHand, reserved, available };
  };

  it('leaves the books when it is dispatched, once per dispatch, and the rest is released', async () => {
    await reserveStock(
      toReserve(4, [
        { sku: 'D1', quantity: 3 },
        { sku: 'D2', quantity: 1 },
      ]),
      deps,
    );
    const first = toDispatch(4, 1, [{ sku: 'D1', quantity: 2 }]);
    expect(await dispatchStock(first, deps)).toMatchObject({
      rejection: { code: 'RESERVATION_NOT_COMMITTED' },
    });
    await commitStock(toCommit(4), deps);
    const replies = await Promise.all([dispatchStock(first, deps), dispatchStock(first, deps)]);
    expect(replies).toEqual([
      expect.objectContaining({ outcome: 'accepted', isComplete: false }),
      expect.objectContaining({ outcome: 'accepted', isComplete: false }),
    ]);
    expect(await units('D1')).toEqual({ onHand: 3, reserved: 1, available: 2 });
    expect(await dispatchStock(toDispatch(4, 2, [{ sku: 'D1', quantity: 2 }]), deps)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'DISPATCH_EXCEEDS_RESERVED', sku: 'D1', location: 'main', quantity: 2, reserved: 1 },
    });
    await releaseStock(toRelease(4), deps);
    expect(await units('D1')).toEqual({ onHand: 3, reserved: 0, available: 3 });
    expect(await units('D2')).toEqual({ onHand: 5, reserved: 0, available: 5 });
    expect(await dispatchStock(first, deps)).toMatchObject({ outcome: 'accepted' });
  });

  it('is wholly dispatched in the end, and is released no more', async () => {
    const lines = [{ sku: 'D2', quantity: 2 }];
    await reserveStock(toReserve(5, lines), deps);
    await commitStock(toCommit(5), deps);
    expect(await dispatchStock(toDispatch(5, 1, lines), deps)).toMatchObject({ isComplete: true });
    await releaseStock(toRelease(5), deps);
    expect(await commitStock(toCommit(5), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await units('D2')).toEqual({ onHand: 3, reserved: 0, available: 3 });
    expect(await stateOf(5)).toMatchObject({ status: 'dispatched' });
  });
});

describe('reserveStock with too little stock', () => {
  beforeAll(() => putStock(db.documents, { B1: { main: 5 }, B2: { main: 1 } }));
  const lines = [
    { sku: 'B1', quantity: 1 },
    { sku: 'B2', quantity: 1 },
    { sku: 'B2', quantity: 1 },
  ];
  const refused = {
    outcome: 'rejected',
    rejection: { code: 'OUT_OF_STOCK', shortages: [{ sku: 'B2', requested: 2, available: 1 }] },
  };

  it('holds no units of any line', async () => {
    expect(await reserveStock(toReserve(20, lines), deps)).toEqual(refused);
    expect(await unitsOf(deps, ['B1', 'B2'])).toEqual({ B1: { main: '0 + 5' }, B2: { main: '0 + 1' } });
  });

  it('gives a repeat the same rejection after stock has arrived', async () => {
    await putStock(db.documents, { B2: { main: 9 } });
    expect(await reserveStock(toReserve(20, lines), deps)).toEqual(refused);
    expect(await commitStock(toCommit(20), deps)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'RESERVATION_REFUSED' },
    });
    expect(await releaseStock(toRelease(20), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await unitsOf(deps, ['B2'])).toEqual({ B2: { main: '0 + 9' } });
  });

  it('accepts the repeat of a reservation that took the last units', async () => {
    await reserveStock(toReserve(21, [{ sku: 'B1', quantity: 5 }]), deps);
    expect(await reserveStock(toReserve(21, [{ sku: 'B1', quantity: 5 }]), deps)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await unitsOf(deps, ['B1'])).toEqual({ B1: { main: '5 + 0' } });
  });
});

describe('a release before its reservation', () => {
  beforeAll(() => putStock(db.documents, { C1: { main: 5 } }));

  it('makes the reservation fail without holding units', async () => {
    expect(await commitStock(toCommit(30), deps)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'RESERVATION_NOT_FOUND' },
    });
    expect(await releaseStock(toRelease(30), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await reserveStock(toReserve(30, [{ sku: 'C1', quantity: 1 }]), deps)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'RESERVATION_RELEASED' },
    });
    expect(await unitsOf(deps, ['C1'])).toEqual({ C1: { main: '0 + 5' } });
  });
});

describe('200 concurrent reservations of the last 50 units', () => {
  beforeAll(() => putStock(db.documents, { D1: { main: 50 }, D2: { main: 1_000 } }));

  it('hold exactly 50 units; all others are rejected', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => 1_000 + index);
    // Every fifth has the SKU on two lines, and another SKU, which must be held together with it or not at all.
    const linesOf = (number: number) =>
      number % 5 === 0
        ? [
            { sku: 'D1', quantity: 1 },
            { sku: 'D2', quantity: 1 },
            { sku: 'D1', quantity: 1 },
          ]
        : [{ sku: 'D1', quantity: 1 }];
    const replies = await Promise.all(
      numbers.map((number) => reserveStock(toReserve(number, linesOf(number)), deps)),
    );

    const accepted = numbers.filter((_number, index) => replies[index]?.outcome === 'accepted');
    const unitsHeld = accepted.reduce((sum, number) => sum + (number % 5 === 0 ? 2 : 1), 0);
    expect(unitsHeld).toBe(50);
    const codes = replies.flatMap((reply) => (reply.outcome === 'rejected' ? [reply.rejection.code] : []));
    expect(new Set(codes)).toEqual(new Set(['OUT_OF_STOCK']));
    expect(codes).toHaveLength(200 - accepted.length);
    const pairs = accepted.filter((number) => number % 5 === 0).length;
    expect(await unitsOf(deps, ['D1', 'D2'])).toEqual({
      D1: { main: '50 + 0' },
      D2: { main: `${pairs} + ${1_000 - pairs}` },
    });
  });

  it('return all units if each is released twice concurrently', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => 1_000 + index);
    await Promise.all([...numbers, ...numbers].map((number) => releaseStock(toRelease(number), deps)));
    expect(await unitsOf(deps, ['D1', 'D2'])).toEqual({ D1: { main: '0 + 50' }, D2: { main: '0 + 1000' } });
  });
});

describe('concurrent commands on one reservation', () => {
  beforeAll(() => putStock(db.documents, { E1: { main: 50 } }));

  it('hold its units once and get the same reply', async () => {
    const lines = [{ sku: 'E1', quantity: 3 }];
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => reserveStock(toReserve(40, lines), deps)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ outcome: 'accepted' });
    expect(await unitsOf(deps, ['E1'])).toEqual({ E1: { main: '3 + 47' } });
  });

  it('end with a released reservation if one of them is a release, in any order', async () => {
    const lines = [{ sku: 'E1', quantity: 3 }];
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => 50 + index).flatMap((number) => [
        reserveStock(toReserve(number, lines), deps),
        releaseStock(toRelease(number), deps),
        reserveStock(toReserve(number, lines), deps),
      ]),
    );
    expect(await unitsOf(deps, ['E1'])).toEqual({ E1: { main: '3 + 47' } });
    expect(await stateOf(55)).toMatchObject({ status: 'released' });
  });
});

describe('two concurrent reservations of the units at the default location', () => {
  it('take the units of one from another location', async () => {
    await putStock(db.documents, { F1: { main: 2, 'north-1': 2 } });
    const replies = await Promise.all(
      [70, 71].map((number) => reserveStock(toReserve(number, [{ sku: 'F1', quantity: 2 }]), deps)),
    );
    expect(replies.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(await unitsOf(deps, ['F1'])).toEqual({ F1: { main: '2 + 0', 'north-1': '2 + 0' } });
  });
});

describe('handler', () => {
  let restore: () => void;
  beforeAll(() => {
    restore = putEnvironment(db.endpoint);
  });
  afterAll(() => restore());
  const deployed = asFunction('tradepost-dev-inventory-commands', handler);
  const invoke = (event: Parameters<typeof handler>[0]) => deployed(event, toContext());

  it('replies to direct invocations and handles messages of the inbox', async () => {
    await putStock(db.documents, { G1: { main: 2 }, G2: { main: 2 } });
    expect(await invoke(toReserve(80, [{ sku: 'G1', quantity: 3 }]))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'OUT_OF_STOCK', shortages: [{ sku: 'G1', requested: 3, available: 2 }] },
    });
    expect(await invoke(toReserve(81, [{ sku: 'G1', quantity: 2 }]))).toMatchObject({ outcome: 'accepted' });

    const messages = [toRelease(81), toReserve(82, [{ sku: 'G2', quantity: 2 }]), toRelease(83)];
    expect(await invoke(toSqsEvent(messages))).toEqual({ batchItemFailures: [] });
    expect(await unitsOf(deps, ['G1', 'G2'])).toEqual({ G1: { main: '0 + 2' }, G2: { main: '2 + 0' } });
    expect(await stateOf(83)).toMatchObject({ status: 'released' });
  });
});
