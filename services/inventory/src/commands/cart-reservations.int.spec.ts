import { asFunction } from '@tradepost/testing/as-function';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { Deps } from '../deps.ts';
import {
  cartIdOf,
  commands,
  depsAt,
  EXPIRES_AT,
  orderIdOf,
  putStock,
  reservationIdOf,
  TABLE_NAME,
  toChange,
  toCommit,
  toExtend,
  toRelease,
  toReleaseForCart,
  toReserve,
  toReserveForCart,
  unitsOf,
} from '../inventory.spec-kit.ts';
import * as expiry from '../schedules/expire-reservations.ts';
import { heldByCartsOf } from './held-by-carts.spec-kit.ts';
import { readAvailable } from './read-available.ts';

const { changeReservation, commitStock, extendReservation, releaseStock, reserveStock } = commands;
const expireReservations = asFunction(
  'tradepost-dev-inventory-expire-reservations',
  expiry.expireReservations,
);
const CART_EXPIRES_AT = '2026-01-01T10:10:00.000Z';
const AFTER = '2026-01-01T10:11:00.000Z';

let db: DynamoDb;
let deps: Deps;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['inventory'], lagging: [TABLE_NAME] });
  deps = depsAt(db.documents);
});
afterAll(() => db.stop());

const stateOf = async (number: number) => (await deps.reservations.load(reservationIdOf(number))).state;
const ofCarts = (sku: string) => heldByCartsOf(db.documents, sku);
const logger = { info: () => undefined, error: () => undefined };
const sweepAt = (now: string) => expireReservations({ ...depsAt(db.documents, now), logger });
const accepted = (number: number, expiresAt: string) => ({
  ...{ outcome: 'accepted', reservationId: reservationIdOf(number), expiresAt },
});
const numbers = (count: number, first = 0) => Array.from({ length: count }, (_none, index) => first + index);

describe('a reservation of a cart', () => {
  beforeAll(() =>
    putStock(db.documents, { C1: { main: 10 }, C2: { main: 4, 'north-1': 6 }, C3: { main: 2 } }),
  );

  it('is made, changed, extended and released, and the units of carts are counted in each stock', async () => {
    const made = await reserveStock(
      toReserveForCart(1, 1, [
        { sku: 'C1', quantity: 2 },
        { sku: 'C2', quantity: 3 },
      ]),
      deps,
    );
    expect(made).toEqual(accepted(1, CART_EXPIRES_AT));
    // Carts may hold 2 of 4 units at the default location, and 3 of 6 at the other one.
    expect(await unitsOf(deps, ['C1', 'C2'])).toEqual({
      C1: { main: '2 + 8' },
      C2: { main: '0 + 4', 'north-1': '3 + 3' },
    });
    expect(await ofCarts('C2')).toEqual({ 'north-1': 3 });
    const later = depsAt(db.documents, '2026-01-01T10:05:00.000Z');
    const changed = await changeReservation(
      toChange(1, 2, [
        { sku: 'C2', quantity: 1 },
        { sku: 'C3', quantity: 1 },
      ]),
      later,
    );
    expect(changed).toEqual(accepted(1, '2026-01-01T10:15:00.000Z'));
    expect(await unitsOf(deps, ['C1', 'C2', 'C3'])).toEqual({
      C1: { main: '0 + 10' },
      C2: { main: '0 + 4', 'north-1': '1 + 5' },
      C3: { main: '1 + 1' },
    });
    expect([await ofCarts('C1'), await ofCarts('C2'), await ofCarts('C3')]).toEqual([
      { main: 0 },
      { 'north-1': 1 },
      { main: 1 },
    ]);
    const atEnd = depsAt(db.documents, '2026-01-01T10:29:00.000Z');
    expect(await extendReservation(toExtend(1, 3), atEnd)).toEqual(accepted(1, EXPIRES_AT));
    await releaseStock(toReleaseForCart(1, 4), deps);
    expect(await unitsOf(deps, ['C2', 'C3'])).toEqual({
      C2: { main: '0 + 4', 'north-1': '0 + 6' },
      C3: { main: '0 + 2' },
    });
    expect([await ofCarts('C2'), await ofCarts('C3')]).toEqual([{ 'north-1': 0 }, { main: 0 }]);
    const late = await reserveStock(toReserveForCart(1, 1, [{ sku: 'C3', quantity: 1 }]), deps);
    expect(late).toEqual({ outcome: 'rejected', rejection: { code: 'RESERVATION_OUTDATED' } });
  });

  it('is what the query for carts adds to the available units', async () => {
    const two = [{ sku: 'C3', quantity: 1 }];
    expect(await reserveStock(toReserveForCart(2, 1, two), deps)).toEqual(accepted(2, CART_EXPIRES_AT));
    const request = { skus: ['C3', 'C-NONE'], reservationId: reservationIdOf(2) };
    expect(await readAvailable(request, deps)).toEqual({
      items: [
        { sku: 'C3', available: 2 },
        { sku: 'C-NONE', available: 0 },
      ],
      heldUntil: CART_EXPIRES_AT,
    });
    expect(await readAvailable({ ...request, reservationId: reservationIdOf(3) }, deps)).toEqual({
      items: [
        { sku: 'C3', available: 1 },
        { sku: 'C-NONE', available: 0 },
      ],
    });
    await releaseStock(toReleaseForCart(2, 2), deps);
  });

  it('is rejected without a trace if units are short, or if carts may hold no more', async () => {
    const short = await reserveStock(toReserveForCart(4, 1, [{ sku: 'C3', quantity: 3 }]), deps);
    expect(short).toEqual({
      outcome: 'rejected',
      rejection: { code: 'OUT_OF_STOCK', shortages: [{ sku: 'C3', requested: 3, available: 2 }] },
    });
    const above = await reserveStock(toReserveForCart(4, 1, [{ sku: 'C3', quantity: 2 }]), deps);
    expect(above).toEqual({
      outcome: 'rejected',
      rejection: { code: 'CART_SHARE_EXHAUSTED', skus: ['C3'] },
    });
    expect(await stateOf(4)).toEqual({ status: 'none' });
  });
});

describe('the order of a cart', () => {
  beforeAll(() => putStock(db.documents, { O1: { main: 10 }, O2: { main: 10 }, O3: { main: 10 } }));
  const lines = [
    { sku: 'O1', quantity: 2 },
    { sku: 'O2', quantity: 1 },
  ];

  it('takes the reservation over, sells it, and its cart can change it no more', async () => {
    await reserveStock(toReserveForCart(10, 1, lines), deps);
    expect(await stateOf(10)).toMatchObject({ status: 'held', cart: { id: cartIdOf(10), version: 1 } });
    expect(await reserveStock(toReserve(10, lines), deps)).toEqual(accepted(10, EXPIRES_AT));
    expect(await stateOf(10)).toMatchObject({ status: 'held', orderId: orderIdOf(10) });
    expect(await unitsOf(deps, ['O1', 'O2'])).toEqual({ O1: { main: '2 + 8' }, O2: { main: '1 + 9' } });
    expect([await ofCarts('O1'), await ofCarts('O2')]).toEqual([{ main: 0 }, { main: 0 }]);
    expect(await reserveStock(toReserve(10, lines), deps)).toEqual(accepted(10, EXPIRES_AT));
    expect(await changeReservation(toChange(10, 2, lines), deps)).toMatchObject({
      rejection: { code: 'RESERVATION_OF_ORDER' },
    });
    await releaseStock(toReleaseForCart(10, 3), deps);
    expect(await commitStock(toCommit(10), deps)).toMatchObject({ outcome: 'accepted' });
    expect(await unitsOf(deps, ['O1', 'O2'])).toEqual({ O1: { main: '2 + 8' }, O2: { main: '1 + 9' } });
  });

  it('reserves anew if the reservation has expired', async () => {
    await reserveStock(toReserveForCart(11, 1, lines), deps);
    await sweepAt(AFTER);
    expect(await stateOf(11)).toMatchObject({ status: 'released', cart: { version: 1 } });
    expect(await reserveStock(toReserve(11, lines), deps)).toEqual(accepted(11, EXPIRES_AT));
    expect(await stateOf(11)).toMatchObject({ status: 'held', orderId: orderIdOf(11) });
    await releaseStock(toRelease(11), deps);
  });

  it('wins against the expiry, or loses and reserves anew: never both', async () => {
    const held = numbers(12, 20);
    await Promise.all(
      held.map((number) => reserveStock(toReserveForCart(number, 1, [{ sku: 'O3', quantity: 1 }]), deps)),
    );
    const late = depsAt(db.documents, AFTER);
    const [replies] = await Promise.all([
      Promise.all(held.map((number) => reserveStock(toReserve(number, [{ sku: 'O3', quantity: 1 }]), late))),
      sweepAt(AFTER).catch(() => undefined),
    ]);
    const won = replies.filter(({ outcome }) => outcome === 'accepted');
    const states = await Promise.all(held.map(stateOf));
    expect(states.filter(({ status }) => status === 'held')).toHaveLength(won.length);
    expect(won).toHaveLength(10);
    expect(await unitsOf(deps, ['O3'])).toEqual({ O3: { main: '10 + 0' } });
    expect(await ofCarts('O3')).toEqual({ main: 0 });
  });
});

describe('the bound on carts', () => {
  beforeAll(() => putStock(db.documents, { B1: { main: 40 }, B2: { main: 40 }, B3: { main: 40 } }));

  it('is exact, for 60 carts at once with takes of one stock', async () => {
    const one = [{ sku: 'B1', quantity: 1 }];
    const replies = await Promise.all(
      numbers(60, 100).map((number) => reserveStock(toReserveForCart(number, 1, one), deps)),
    );
    expect(replies.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(20);
    expect(await unitsOf(deps, ['B1'])).toEqual({ B1: { main: '20 + 20' } });
    expect(await ofCarts('B1')).toEqual({ main: 20 });
    const orders = await Promise.all(
      numbers(30, 300).map((number) => reserveStock(toReserve(number, one), deps)),
    );
    expect(orders.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(20);
    expect(await unitsOf(deps, ['B1'])).toEqual({ B1: { main: '40 + 0' } });
  });

  it('is exact, for carts of two lines, with orders at the same time', async () => {
    const both = ['B2', 'B3'].map((sku) => ({ sku, quantity: 1 }));
    const [ofCart, ofOrders] = await Promise.all([
      Promise.all(numbers(30, 500).map((number) => reserveStock(toReserveForCart(number, 1, both), deps))),
      Promise.all(numbers(10, 600).map((number) => reserveStock(toReserve(number, both), deps))),
    ]);
    expect(ofOrders.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(10);
    const held = ofCart.filter(({ outcome }) => outcome === 'accepted').length;
    // Half of the 30 units that orders leave, or of all 40 for the carts that came before the orders.
    expect(held).toBeGreaterThanOrEqual(15);
    expect(held).toBeLessThanOrEqual(20);
    expect([await ofCarts('B2'), await ofCarts('B3')]).toEqual([{ main: held }, { main: held }]);
  });
});
