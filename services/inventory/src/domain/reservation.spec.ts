import fc from 'fast-check';
import { decide, type ReservationCommand } from './decide-reservation.ts';
import {
  evolve,
  heldBy,
  mergeAllocations,
  noReservation,
  type ReservationEvent,
  type ReservationState,
  reservationState,
  stockMove,
} from './reservation.ts';
import { MAX_ALLOCATIONS_PER_STEP } from './reservation-steps.ts';

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';
const allocations = [
  { sku: 'A', location: 'main', quantity: 1 },
  { sku: 'B', location: 'main', quantity: 2 },
  { sku: 'C', location: 'main', quantity: 3 },
];
const allocated: ReservationEvent = { type: 'StockAllocated', at, allocations, expiresAt };
const stateAfter = (...events: ReservationEvent[]) => events.reduce(evolve, noReservation);

const planned: ReservationEvent = {
  type: 'TakePlanned',
  at,
  allocation: { sku: 'A', location: 'main', quantity: 1 },
  expiresAt,
  takeBefore: 40,
};
const held: ReservationEvent = { type: 'AllocationsHeld', at, count: 3 };
const released = { type: 'StockReleased', reason: 'requested' } as const;
const started: ReservationEvent = { type: 'ReleaseStarted', at, conclusion: released };
const STATES = {
  none: noReservation,
  taking: stateAfter(planned),
  reserving: stateAfter(allocated),
  held: stateAfter(allocated, held, { type: 'StockReserved', at }),
  committed: stateAfter(allocated, held, { type: 'StockReserved', at }, { type: 'StockCommitted', at }),
  releasing: stateAfter(allocated, held, started),
  released: stateAfter(
    allocated,
    held,
    started,
    { type: 'AllocationsReturned', at, count: 3 },
    { ...released, at },
  ),
  refused: stateAfter({ type: 'StockReservationRefused', at, shortages: [] }),
} satisfies Record<ReservationState['status'], ReservationState>;
/** States in which every event is ignored. */
const ENDED = ['released', 'refused'] as const;
const EVENTS: readonly ReservationEvent[] = [
  allocated,
  planned,
  { type: 'StockReallocated', at, remaining: [] },
  held,
  { type: 'StockReserved', at },
  { type: 'StockReservationRefused', at, shortages: [] },
  { type: 'StockCommitted', at },
  started,
  { type: 'AllocationsReturned', at, count: 1 },
  { ...released, at },
  { type: 'ReservationBarred', at },
];

describe('evolve', () => {
  it('reaches every state that this spec uses', () => {
    expect(Object.values(STATES).map(({ status }) => status)).toEqual(Object.keys(STATES));
  });

  it.each(ENDED.flatMap((status) => EVENTS.map((event) => [event.type, status, event] as const)))(
    'ignores %s in %s',
    (_type, status, event) => {
      expect(evolve(STATES[status], event)).toBe(STATES[status]);
    },
  );

  it.each([
    ['StockAllocated', ['none', 'taking']],
    ['TakePlanned', ['none', 'taking']],
    ['StockReallocated', ['reserving']],
    ['AllocationsHeld', ['reserving']],
    ['StockReserved', ['taking', 'reserving']],
    ['StockReservationRefused', ['none', 'taking', 'releasing']],
    ['StockCommitted', ['held']],
    ['ReleaseStarted', ['reserving', 'held', 'committed']],
    ['AllocationsReturned', ['releasing']],
    ['StockReleased', ['releasing']],
    ['ReservationBarred', ['none', 'taking', 'releasing']],
  ])('applies %s only in %j', (type, statuses) => {
    const event = EVENTS.find((each) => each.type === type) as ReservationEvent;
    const later = { ...event, at: expiresAt } as ReservationEvent;
    const changed = Object.values(STATES).filter((state) => evolve(state, later) !== state);
    expect(changed.map(({ status }) => status)).toEqual(statuses);
  });
});

describe('reservationState', () => {
  it('parses a reservation that the API would no longer accept', () => {
    const old = {
      status: 'held',
      orderId: 'an order',
      updatedAt: 'some time',
      expiresAt: 'some time',
      allocations: [{ sku: '#1/ü', location: 'Main Street', quantity: 0 }],
    };
    expect(reservationState.parse(old)).toEqual(old);
  });
});

describe('a reservation that is reserving', () => {
  it('holds allocations in order, and each step takes the next', () => {
    const before = stateAfter(allocated, { type: 'AllocationsHeld', at, count: 1 });
    expect(heldBy(before)).toEqual(allocations.slice(0, 1));
    expect(stockMove(before, [{ type: 'AllocationsHeld', at, count: 2 }])).toEqual({
      taken: allocations.slice(1),
      returned: [],
    });
  });

  it('moves no stock when the rest is reallocated', () => {
    const before = stateAfter(allocated, { type: 'AllocationsHeld', at, count: 1 });
    const remaining = [{ sku: 'C', location: 'north-1', quantity: 5 }];
    const reallocated: ReservationEvent = { type: 'StockReallocated', at, remaining };
    expect(stockMove(before, [reallocated])).toEqual({ taken: [], returned: [] });
    expect(evolve(before, reallocated)).toMatchObject({ allocations: [allocations[0], remaining[0]] });
  });
});

describe('a reservation that is taking', () => {
  it('holds nothing, and moves nothing when it becomes held: its units were taken before', () => {
    const reserved: ReservationEvent = { type: 'StockReserved', at };
    expect(heldBy(STATES.taking)).toEqual([]);
    expect(heldBy(evolve(STATES.taking, reserved))).toEqual([{ sku: 'A', location: 'main', quantity: 1 }]);
    expect(stockMove(STATES.taking, [reserved])).toEqual({ taken: [], returned: [] });
  });

  it('takes its new allocations when its take failed and it is allocated anew', () => {
    const anew: readonly ReservationEvent[] = [allocated, held, { type: 'StockReserved', at }];
    expect(anew.reduce(evolve, STATES.taking)).toMatchObject({ status: 'held' });
    expect(stockMove(STATES.taking, anew)).toEqual({ taken: allocations, returned: [] });
  });

  it('has no allocations after it is barred', () => {
    expect(evolve(STATES.taking, { type: 'ReservationBarred', at })).toMatchObject({
      status: 'released',
      allocations: [],
    });
  });
});

describe('a reservation that is releasing', () => {
  it('returns allocations from the end', () => {
    const before = stateAfter(
      allocated,
      { type: 'AllocationsHeld', at, count: 3 },
      { type: 'StockReserved', at },
      { type: 'ReleaseStarted', at, conclusion: { type: 'StockReleased', reason: 'requested' } },
    );
    expect(stockMove(before, [{ type: 'AllocationsReturned', at, count: 2 }])).toEqual({
      taken: [],
      returned: allocations.slice(1),
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

describe('an event of a reservation that does not exist', () => {
  it.each<ReservationEvent>([
    { type: 'StockReserved', at },
    { type: 'AllocationsHeld', at, count: 1 },
    { type: 'AllocationsReturned', at, count: 1 },
    { type: 'StockReallocated', at, remaining: [] },
  ])('is ignored: $type', (event) => {
    expect(evolve(noReservation, event)).toEqual(noReservation);
  });
});

/** In-memory stock for the property below. Like the table, it applies a step in full, or not at all if it is short. */
function createShelf(units: Readonly<Record<string, number>>) {
  const available = new Map(Object.entries(units));
  const of = (sku: string) => available.get(sku) ?? 0;
  return {
    available,
    stock: () =>
      new Map([...available].map(([sku, count]) => [sku, [{ location: 'main', available: count }]])),
    move: (before: ReservationState, events: readonly ReservationEvent[]): boolean => {
      const { taken, returned } = stockMove(before, events);
      if (taken.length + returned.length > MAX_ALLOCATIONS_PER_STEP)
        throw new Error('more than a transaction');
      if (taken.some(({ sku, quantity }) => of(sku) < quantity)) return false;
      for (const { sku, quantity } of taken) available.set(sku, of(sku) - quantity);
      for (const { sku, quantity } of returned) available.set(sku, of(sku) + quantity);
      return true;
    },
  };
}

describe('several reservations with commands in any order', () => {
  const SKUS = 120;
  const COUNT = 3;
  const kinds = ['ReserveStock', 'ReserveStock', 'ReleaseStock', 'CommitStock', 'ExpireReservation'] as const;
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
        const shelf = createShelf(
          Object.fromEntries(Array.from({ length: SKUS }, (_, n) => [`S${n}`, 2 + short])),
        );
        const lines = [...shelf.available.keys()].map((sku) => ({ sku, quantity: 2 }));
        const states = Array.from({ length: COUNT }, (): ReservationState => noReservation);
        for (const { who, kind, isLate, isStockRead } of steps) {
          const before = states[who] ?? noReservation;
          const instant = isLate ? expiresAt : at;
          const isFirst = before.status === 'none' || isStockRead;
          const facts = { at: instant, ...(isFirst ? { stock: shelf.stock() } : {}) };
          const command: ReservationCommand =
            kind === 'ReserveStock' ? { type: kind, lines, expiresAt, ...facts } : { type: kind, ...facts };
          const decision = decide(command, before);
          if ('rejection' in decision) continue;
          const after = decision.events.reduce(evolve, before);
          if (shelf.move(before, decision.events)) states[who] = reservationState.parse(after);
        }
        held = Math.max(held, states.flatMap(heldBy).length);
        const unitsHeld = states.flatMap(heldBy).reduce((sum, { quantity }) => sum + quantity, 0);
        const unitsLeft = [...shelf.available.values()].reduce((sum, count) => sum + count, 0);
        expect(unitsHeld + unitsLeft).toBe(SKUS * (2 + short));
        expect(Math.min(...shelf.available.values())).toBeGreaterThanOrEqual(0);
      }),
      { seed: 20260101, numRuns: 300 },
    );
    expect(held).toBeGreaterThan(SKUS);
  });
});
