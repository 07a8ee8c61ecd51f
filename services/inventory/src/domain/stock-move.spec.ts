import { replay } from '@tradepost/testing/given';
import fc from 'fast-check';
import { commit } from './commit.ts';
import { expire } from './expire.ts';
import { release } from './release.ts';
import {
  EXPIRES_AT,
  held as heldCount,
  released as releasedCount,
  releaseStarted,
  requested,
  reserved,
  states,
} from './reservation.spec-kit.ts';
import { heldBy, type ReservationEvent, type ReservationState, reservation } from './reservation.ts';
import { MAX_ALLOCATIONS_PER_STEP } from './reservation-steps.ts';
import { reserve } from './reserve.ts';
import { mergeAllocations, stockMove } from './stock-move.ts';

const AT = '2026-01-01T10:00:00.000Z';
const TTL_MS = 1_800_000;

const allocations = [
  { sku: 'A', location: 'main', quantity: 1 },
  { sku: 'B', location: 'main', quantity: 2 },
  { sku: 'C', location: 'main', quantity: 3 },
];
const allocated = { type: 'StockAllocated', allocations, expiresAt: EXPIRES_AT } as const;
const stamped = (...events: readonly object[]) =>
  events.map((event) => ({ at: AT, ...event }) as ReservationEvent);
const stateAfter = (...events: readonly object[]) => replay(reservation, stamped(...events));

describe('a reservation that is reserving', () => {
  const before = stateAfter(allocated, heldCount(1));

  it('holds allocations in order, and each step holds the next', () => {
    expect(heldBy(before)).toEqual(allocations.slice(0, 1));
    expect(stockMove(before, stamped(heldCount(2)))).toEqual({
      held: allocations.slice(1),
      released: [],
      dispatched: [],
      ofCarts: [],
    });
  });

  it('moves no stock when the rest is reallocated', () => {
    const remaining = [{ sku: 'C', location: 'north-1', quantity: 5 }];
    const reallocated = stamped({ type: 'StockReallocated', remaining });
    expect(stockMove(before, reallocated)).toEqual({ held: [], released: [], dispatched: [], ofCarts: [] });
    expect(reallocated.reduce(reservation.evolve, before)).toMatchObject({
      allocations: [allocations[0], remaining[0]],
    });
  });
});

describe('a reservation that is taking', () => {
  const taking = stateAfter(...states.taking);

  it('holds nothing, and moves nothing when it becomes held: its units were taken before', () => {
    const [event] = stamped(reserved);
    expect(heldBy(taking)).toEqual([]);
    expect(heldBy(stateAfter(...states.taking, reserved))).toEqual([
      { sku: 'S0', location: 'main', quantity: 1 },
    ]);
    expect(stockMove(taking, event === undefined ? [] : [event])).toEqual({
      held: [],
      released: [],
      dispatched: [],
      ofCarts: [],
    });
  });

  it('holds its new allocations when its take failed and it is allocated anew', () => {
    const anew = stamped(allocated, heldCount(3), reserved);
    expect(anew.reduce(reservation.evolve, taking)).toMatchObject({ status: 'held' });
    expect(stockMove(taking, anew)).toEqual({ held: allocations, released: [], dispatched: [], ofCarts: [] });
  });
});

describe('a reservation that is releasing', () => {
  it('releases allocations from the end', () => {
    const before = stateAfter(allocated, heldCount(3), reserved, releaseStarted(requested));
    expect(stockMove(before, stamped(releasedCount(2)))).toEqual({
      held: [],
      released: allocations.slice(1),
      dispatched: [],
      ofCarts: [],
    });
  });
});

describe('mergeAllocations', () => {
  it('merges allocations of the same stock', () => {
    const twice = [
      { sku: 'A', location: 'main', quantity: 1 },
      { sku: 'A', location: 'north-1', quantity: 2 },
      { sku: 'A', location: 'main', quantity: 4 },
    ];
    expect(mergeAllocations(twice)).toEqual([
      { sku: 'A', location: 'main', quantity: 5 },
      { sku: 'A', location: 'north-1', quantity: 2 },
    ]);
  });
});

/** In-memory stock for the property below. Like the table, it applies a step in full, or not at all if it is short. */
function createStock(units: Readonly<Record<string, number>>) {
  const available = new Map(Object.entries(units));
  const of = (sku: string) => available.get(sku) ?? 0;
  return {
    available,
    levels: () =>
      new Map([...available].map(([sku, count]) => [sku, [{ location: 'main', available: count }]])),
    move: (before: ReservationState, events: readonly ReservationEvent[]): boolean => {
      const { held, released } = stockMove(before, events);
      if (held.length + released.length > MAX_ALLOCATIONS_PER_STEP)
        throw new Error('more than a transaction');
      if (held.some(({ sku, quantity }) => of(sku) < quantity)) return false;
      for (const { sku, quantity } of held) available.set(sku, of(sku) - quantity);
      for (const { sku, quantity } of released) available.set(sku, of(sku) + quantity);
      return true;
    },
  };
}

describe('several reservations with commands in any order', () => {
  const SKUS = 120;
  const COUNT = 3;
  const kinds = ['reserve', 'reserve', 'release', 'commit', 'expire'] as const;
  const stepOf = fc.record({
    who: fc.nat({ max: COUNT - 1 }),
    kind: fc.constantFrom(...kinds),
    isLate: fc.boolean(),
    isStockRead: fc.boolean(),
  });

  it('never lose a unit, hold one twice, or make a stock negative', () => {
    let held = 0;
    fc.assert(
      fc.property(fc.array(stepOf, { maxLength: 40 }), fc.nat({ max: 5 }), (steps, short) => {
        const stock = createStock(
          Object.fromEntries(Array.from({ length: SKUS }, (_, n) => [`S${n}`, 2 + short])),
        );
        const lines = [...stock.available.keys()].map((sku) => ({ sku, quantity: 2 }));
        const commands = {
          reserve: reserve({ lines, ttlMs: TTL_MS }),
          release: release({}),
          commit: commit(),
          expire: expire(),
        };
        const reservations = Array.from({ length: COUNT }, (): ReservationState => reservation.initial);
        for (const { who, kind, isLate, isStockRead } of steps) {
          const before = reservations[who] ?? reservation.initial;
          const at = isLate ? EXPIRES_AT : AT;
          const isFirst = before.status === 'none' || isStockRead;
          const step = commands[kind].step(isFirst ? { stock: stock.levels() } : {});
          const decision = step(before, { version: 0, at });
          if ('rejection' in decision) continue;
          const events = decision.events.map((event) => ({ ...event, at }) as ReservationEvent);
          const after = events.reduce(reservation.evolve, before);
          if (stock.move(before, events)) reservations[who] = reservation.state.schema.parse(after);
        }
        held = Math.max(held, reservations.flatMap(heldBy).length);
        const unitsHeld = reservations.flatMap(heldBy).reduce((sum, { quantity }) => sum + quantity, 0);
        const unitsLeft = [...stock.available.values()].reduce((sum, count) => sum + count, 0);
        expect(unitsHeld + unitsLeft).toBe(SKUS * (2 + short));
        expect(Math.min(...stock.available.values())).toBeGreaterThanOrEqual(0);
      }),
      { seed: 20260101, numRuns: 300 },
    );
    expect(held).toBeGreaterThan(SKUS);
  });
});
