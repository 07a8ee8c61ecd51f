import { given } from '@tradepost/testing/old/given';
import {
  decide,
  linesToAllocate,
  type ReservationCommand,
  type ReservationRejection,
  takeToSettle,
} from './decide-reservation.ts';
import {
  type Conclusion,
  evolve,
  noReservation,
  type ReservationEvent,
  type ReservationState,
} from './reservation.ts';
import { MAX_ALLOCATIONS } from './reservation-steps.ts';

const at = '2026-01-01T10:00:00.000Z';
const later = '2026-01-01T10:20:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';

const reservation = given<ReservationState, ReservationCommand, ReservationEvent, ReservationRejection>({
  initial: noReservation,
  decide,
  evolve,
});

const skus = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);
const oneOfEach = (count: number) => skus(count).map((sku) => ({ sku, quantity: 1 }));
const atMain = (count: number) => skus(count).map((sku) => ({ sku, location: 'main', quantity: 1 }));
const stockAtMain = (count: number, available = 1) =>
  new Map(skus(count).map((sku) => [sku, [{ location: 'main', available }]]));

const reserve = (count: number, stock = stockAtMain(count)): ReservationCommand => ({
  type: 'ReserveStock',
  at,
  orderId,
  lines: oneOfEach(count),
  expiresAt,
  stock,
});
const release: ReservationCommand = { type: 'ReleaseStock', at: later, orderId };
const commit: ReservationCommand = { type: 'CommitStock', at: later };
const expireAt = (instant: string): ReservationCommand => ({ type: 'ExpireReservation', at: instant });

const allocated = (count: number): ReservationEvent => ({
  type: 'StockAllocated',
  at,
  orderId,
  allocations: atMain(count),
  expiresAt,
});
const held = (count: number, when = at): ReservationEvent => ({ type: 'AllocationsHeld', at: when, count });
const reserved: ReservationEvent = { type: 'StockReserved', at };
const committed: ReservationEvent = { type: 'StockCommitted', at: later };
const requested = { type: 'StockReleased', reason: 'requested' } as const;
const expired = { type: 'StockReleased', reason: 'expired' } as const;
const barred = { type: 'ReservationBarred' } as const;
const shortages = [{ sku: 'S1', requested: 1, available: 0 }];
const refused = { type: 'StockReservationRefused', shortages } satisfies Conclusion;
const started = (
  conclusion: typeof requested | typeof expired | typeof barred | typeof refused,
  when = later,
) => ({ type: 'ReleaseStarted', at: when, conclusion }) satisfies ReservationEvent;
const returned = (count: number, when = later): ReservationEvent => ({
  type: 'AllocationsReturned',
  at: when,
  count,
});

const wholeOfTwo = [allocated(2), held(2), reserved] as const;
const releasedOfTwo = [...wholeOfTwo, started(requested), returned(2), { ...requested, at: later }] as const;
const refusedAtOnce: ReservationEvent = { ...refused, at, orderId };

describe('a reservation that does not exist', () => {
  it('is held in one step if it fits into a transaction', () => {
    reservation()
      .when(reserve(99))
      .then([allocated(99), held(99), reserved]);
  });

  it('is held up to the size of a transaction, the rest in the next step', () => {
    reservation()
      .when(reserve(100))
      .then([allocated(100), held(99)]);
  });

  it('is refused if stock is short', () => {
    reservation()
      .when(reserve(2, stockAtMain(1)))
      .then([refusedAtOnce]);
  });

  it('is rejected with more than the maximum of allocations', () => {
    const stock = new Map(
      skus(MAX_ALLOCATIONS / 2 + 1).map((sku) => [
        sku,
        ['main', 'north-1'].map((location) => ({ location, available: 1 })),
      ]),
    );
    const lines = [...stock.keys()].map((sku) => ({ sku, quantity: 2 }));
    reservation()
      .when({ type: 'ReserveStock', at, lines, expiresAt, stock })
      .thenRejected({ code: 'RESERVATION_TOO_LARGE', maxAllocations: 1_500 });
  });

  it.each([
    ['of maximum length, outside ASCII', '漢'.repeat(96), 480, 500],
    ['of maximum length, with characters that JSON escapes', '"'.repeat(96), 715, 730],
    ['of 60 letters', 'x'.repeat(60), 1_500, 1_501],
  ])('is rejected with more bytes than an item can have: SKUs %s', (_what, prefix, enough, tooMany) => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_none, index) => ({ sku: `${prefix}${1_000 + index}`, quantity: 1 }));
    const stock = new Map(lines(tooMany).map(({ sku }) => [sku, [{ location: 'main', available: 1 }]]));
    const reserveLines = (count: number) =>
      ({ type: 'ReserveStock', at, lines: lines(count), expiresAt, stock }) as const;
    expect(decide(reserveLines(enough), noReservation)).not.toHaveProperty('rejection');
    reservation()
      .when(reserveLines(tooMany))
      .thenRejected({ code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS });
  });

  it('is barred by a release that arrives first', () => {
    reservation()
      .when(release)
      .then([{ type: 'ReservationBarred', at: later, orderId }]);
  });

  it('cannot be committed', () => {
    reservation().when(commit).thenRejected({ code: 'RESERVATION_NOT_FOUND' });
  });

  it('has nothing to expire', () => {
    reservation().when(expireAt(expiresAt)).then([]);
  });
});

describe('a reservation of one allocation', () => {
  const takeBefore = 40;
  const stock = new Map([['S0', [{ location: 'main', available: 1, takeBefore }]]]);
  const [allocation] = atMain(1);
  if (allocation === undefined) throw new Error('there is no allocation');
  const planned: ReservationEvent = { type: 'TakePlanned', at, orderId, allocation, expiresAt, takeBefore };
  const { orderId: _orderId, ...plannedAgain } = planned;

  it('is planned as a take of the stock alone', () => {
    reservation().when(reserve(1, stock)).then([planned]);
  });

  it('is made by a transaction if its stock has too many markers', () => {
    reservation()
      .when(reserve(1))
      .then([allocated(1), held(1), reserved]);
  });

  it.each([
    ['reserved again', { ...reserve(1), take: 'taken' }],
    ['committed', { ...commit, at, take: 'taken' }],
    ['released', { ...release, at, take: 'taken' }],
    ['expired', { ...expireAt(expiresAt), take: 'taken' }],
  ] as const)('is held first if it is %s when its units were taken', (_what, command) => {
    reservation(planned)
      .when(command)
      .then([{ type: 'StockReserved', at: command.at }]);
  });

  it.each([
    ['a repeat', { ...reserve(1, stock), take: 'failed' }],
    ['a commit', { ...commit, at, stock, take: 'failed' }],
  ] as const)('is planned again by %s if its take has failed', (_what, command) => {
    reservation(planned)
      .when(command)
      .then([{ ...plannedAgain, orderId: undefined } as ReservationEvent]);
  });

  it('is made by a transaction if its units are at two locations after its take has failed', () => {
    const split = ['east', 'main'].map((location) => ({ location, available: 1, takeBefore }));
    const two = { ...planned, allocation: { ...allocation, quantity: 2 } };
    reservation(two)
      .when({ ...reserve(1, new Map([['S0', split]])), take: 'failed' })
      .then([
        {
          type: 'StockAllocated',
          at,
          orderId: undefined,
          allocations: ['main', 'east'].map((location) => ({ sku: 'S0', location, quantity: 1 })),
          expiresAt,
        },
        held(2),
        reserved,
      ]);
  });

  it('is refused if its take has failed and the stock is gone', () => {
    reservation(planned)
      .when({ ...reserve(1, new Map()), take: 'failed' })
      .then([
        {
          type: 'StockReservationRefused',
          at,
          orderId: undefined,
          shortages: [{ sku: 'S0', requested: 1, available: 0 }],
        },
      ]);
  });

  it.each([
    ['released', { ...release, take: 'failed' }],
    ['expired', { ...expireAt(expiresAt), take: 'failed' }],
  ] as const)('is barred if it is %s and its take can no longer happen', (_what, command) => {
    reservation(planned)
      .when(command)
      .then([{ type: 'ReservationBarred', at: command.at }]);
  });

  it('does not expire before its time', () => {
    reservation(planned).when(expireAt(later)).then([]);
  });

  it.each([
    [reserve(1), 'take'],
    [commit, 'take'],
    [release, 'close'],
    [expireAt(expiresAt), 'close'],
    [expireAt(later), undefined],
  ] as const)('has its take settled for %j by: %s', (command, settled) => {
    expect(takeToSettle(command, evolve(noReservation, planned))).toBe(settled);
    expect(takeToSettle(command, noReservation)).toBeUndefined();
  });
});

describe('in `reserving`, a reservation', () => {
  const begun = [allocated(250), held(99)] as const;

  it('is continued by a repeat or a commit', () => {
    const { stock: _stock, ...repeat } = { ...reserve(250) };
    reservation(...begun)
      .when(repeat)
      .then([held(99)]);
    reservation(...begun)
      .when(commit)
      .then([held(99, later)]);
    reservation(...begun, held(99))
      .when(repeat)
      .then([held(52), reserved]);
  });

  it('takes the rest from other locations if its stock was taken', () => {
    const stock = new Map(stockAtMain(250)).set('S200', [{ location: 'north-1', available: 4 }]);
    const remaining = atMain(250)
      .slice(99)
      .map((allocation) => (allocation.sku === 'S200' ? { ...allocation, location: 'north-1' } : allocation));
    reservation(...begun)
      .when(reserve(250, stock))
      .then([{ type: 'StockReallocated', at, remaining }, held(99)]);
  });

  it('releases its units and is refused if the rest is no longer available', () => {
    const stock = new Map(stockAtMain(250)).set('S240', []);
    const conclusion: Conclusion = {
      type: 'StockReservationRefused',
      shortages: [{ sku: 'S240', requested: 1, available: 0 }],
    };
    reservation(...begun)
      .when(reserve(250, stock))
      .then([{ type: 'ReleaseStarted', at, conclusion }, returned(99, at), { ...conclusion, at }]);
  });

  it('keeps its plan if a new one would be too large', () => {
    const stock = new Map(
      skus(MAX_ALLOCATIONS).map((sku) => [
        sku,
        ['east', 'west'].map((location) => ({ location, available: 1 })),
      ]),
    );
    const planned = atMain(MAX_ALLOCATIONS).map((allocation) => ({ ...allocation, quantity: 2 }));
    const large: ReservationEvent = { type: 'StockAllocated', at, orderId, allocations: planned, expiresAt };
    reservation(large, held(99))
      .when(reserve(MAX_ALLOCATIONS, stock))
      .then([{ type: 'StockReallocated', at, remaining: planned.slice(99) }, held(99)]);
  });

  it('releases its units without publishing an event', () => {
    reservation(...begun)
      .when(release)
      .then([started(barred), returned(99), { ...barred, at: later }]);
  });

  it('expires at its expiry, not before', () => {
    reservation(...begun)
      .when(expireAt('2026-01-01T10:29:59.999Z'))
      .then([]);
    reservation(...begun)
      .when(expireAt(expiresAt))
      .then([started(barred, expiresAt), returned(99, expiresAt), { ...barred, at: expiresAt }]);
  });

  it('needs the stock of the allocations that it does not hold yet', () => {
    const state = begun.reduce(evolve, noReservation);
    expect(linesToAllocate(reserve(250), state).map(({ sku }) => sku)).toEqual(skus(250).slice(99));
  });
});

describe('a held reservation', () => {
  it('accepts a repeat without events', () => {
    reservation(...wholeOfTwo)
      .when(reserve(2))
      .then([]);
  });

  it('can be committed, even after its expiry', () => {
    reservation(...wholeOfTwo)
      .when(commit)
      .then([committed]);
    const afterwards = '2026-01-01T11:00:00.000Z';
    reservation(...wholeOfTwo)
      .when({ type: 'CommitStock', at: afterwards })
      .then([{ type: 'StockCommitted', at: afterwards }]);
  });

  it('can be released', () => {
    reservation(...wholeOfTwo)
      .when(release)
      .then([started(requested), returned(2), { ...requested, at: later }]);
  });

  it('is released in steps if it is larger than a transaction', () => {
    const whole = [allocated(150), held(99), held(51), reserved];
    reservation(...whole)
      .when(release)
      .then([started(requested), returned(99)]);
    reservation(...whole, started(requested), returned(99))
      .when(release)
      .then([returned(51), { ...requested, at: later }]);
  });

  it('expires at its expiry, not before', () => {
    reservation(...wholeOfTwo)
      .when(expireAt('2026-01-01T10:29:59.999Z'))
      .then([]);
    reservation(...wholeOfTwo)
      .when(expireAt(expiresAt))
      .then([started(expired, expiresAt), returned(2, expiresAt), { ...expired, at: expiresAt }]);
  });
});

describe('a committed reservation', () => {
  const sold = [...wholeOfTwo, committed] as const;

  it('accepts a repeat without events', () => {
    reservation(...sold)
      .when(reserve(2))
      .then([]);
    reservation(...sold)
      .when(commit)
      .then([]);
  });

  it('can be released, because its order can be cancelled', () => {
    reservation(...sold)
      .when(release)
      .then([started(requested), returned(2), { ...requested, at: later }]);
  });

  it('never expires', () => {
    reservation(...sold)
      .when(expireAt('2036-01-01T00:00:00.000Z'))
      .then([]);
  });
});

describe('in `releasing`, a reservation', () => {
  const halfway = [allocated(150), held(99), held(51), reserved, started(expired), returned(99)] as const;

  it.each([
    ['a repeat of the reservation', { ...reserve(150), at: later }],
    ['a release', release],
    ['a commit', commit],
    ['the sweep', expireAt(later)],
  ])('ends with its conclusion, continued by %s', (_what, command) => {
    reservation(...halfway)
      .when(command)
      .then([returned(51), { ...expired, at: later }]);
  });
});

describe('a released reservation', () => {
  it('cannot be reserved or committed', () => {
    reservation(...releasedOfTwo)
      .when(reserve(2))
      .thenRejected({ code: 'RESERVATION_RELEASED' });
    reservation(...releasedOfTwo)
      .when(commit)
      .thenRejected({ code: 'RESERVATION_RELEASED' });
  });

  it('cannot be reserved if it was barred', () => {
    reservation({ ...barred, at, orderId })
      .when(reserve(2))
      .thenRejected({ code: 'RESERVATION_RELEASED' });
  });

  it('has nothing to release', () => {
    reservation(...releasedOfTwo)
      .when(release)
      .then([]);
    reservation(...releasedOfTwo)
      .when(expireAt(expiresAt))
      .then([]);
  });
});

describe('a refused reservation', () => {
  it('gives a repeat the same rejection', () => {
    reservation(refusedAtOnce).when(reserve(2)).thenRejected({ code: 'OUT_OF_STOCK', shortages });
  });

  it('cannot be committed', () => {
    reservation(refusedAtOnce).when(commit).thenRejected({ code: 'RESERVATION_REFUSED' });
  });

  it('has nothing to release', () => {
    reservation(refusedAtOnce).when(release).then([]);
    reservation(refusedAtOnce).when(expireAt(expiresAt)).then([]);
  });
});
