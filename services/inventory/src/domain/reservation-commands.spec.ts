import type { NewEvent } from '@tradepost/aggregate/aggregate';
import { MAX_DISPATCHES } from '@tradepost/contracts/inventory/limits';
import { given, replay } from '@tradepost/testing/given';
import { type CommitRejection, commit } from './commit.ts';
import { dispatch } from './dispatch.ts';
import { expire } from './expire.ts';
import { release } from './release.ts';
import {
  allocated,
  atMain,
  cancelled,
  committed,
  DISPATCH_ID,
  dispatchedUnits,
  EXPIRES_AT,
  expired,
  held,
  heldOfTwo,
  ORDER_ID,
  refused,
  released,
  releaseStarted,
  requested,
  reserved,
  skus,
  states,
  takePlanned,
} from './reservation.spec-kit.ts';
import {
  type Allocation,
  type Conclusion,
  type ReservationEvent,
  type ReservationState,
  reservation,
} from './reservation.ts';
import { linesToAllocate, type ReservationCommand } from './reservation-command.ts';
import { MAX_ALLOCATIONS } from './reservation-steps.ts';
import { type ReserveRejection, reserve } from './reserve.ts';

/** Time of the commands, 30 minutes before the expiry. */
const AT = '2026-01-01T10:00:00.000Z';
const JUST_BEFORE_EXPIRY = '2026-01-01T10:29:59.999Z';
const TTL_MS = 1_800_000;

type AnyCommand = ReservationCommand<ReserveRejection | CommitRejection>;

const oneOfEach = (count: number) => skus(count).map((sku) => ({ sku, quantity: 1 }));
const stockAtMain = (count: number, available = 1) =>
  new Map(skus(count).map((sku) => [sku, [{ location: 'main', available }]]));

const reserveLines = (lines: readonly { readonly sku: string; readonly quantity: number }[]) =>
  reserve({ orderId: ORDER_ID, lines, ttlMs: TTL_MS });
/** The first step of a reservation of `count` SKUs. */
const reserveAll = (count: number, stock = stockAtMain(count)) =>
  reserveLines(oneOfEach(count)).step({ stock });
const releaseAll = release({ orderId: ORDER_ID });

describe('a reservation that does not exist', () => {
  it('is held in one step if it fits into a transaction', () => {
    given(reservation)()
      .when(reserveAll(99), AT)
      .then([allocated(99), held(99), reserved]);
  });

  it('is held up to the size of a transaction, the rest in the next step', () => {
    given(reservation)()
      .when(reserveAll(100), AT)
      .then([allocated(100), held(99)]);
  });

  it('is refused if stock is short', () => {
    given(reservation)()
      .when(reserveAll(2, stockAtMain(1)), AT)
      .then([{ ...refused, orderId: ORDER_ID }]);
  });

  it('is rejected with more than the maximum of allocations', () => {
    const stock = new Map(
      skus(MAX_ALLOCATIONS / 2 + 1).map((sku) => [
        sku,
        ['main', 'north-1'].map((location) => ({ location, available: 1 })),
      ]),
    );
    const lines = [...stock.keys()].map((sku) => ({ sku, quantity: 2 }));
    given(reservation)()
      .when(reserveLines(lines).step({ stock }))
      .thenRejected({ code: 'RESERVATION_TOO_LARGE', maxAllocations: 1_500 });
  });

  it.each([
    ['of maximum length, outside ASCII', '漢'.repeat(96), 480, 500],
    ['of maximum length, with characters that JSON escapes', '"'.repeat(96), 715, 730],
    ['of 60 letters', 'x'.repeat(60), 1_500, 1_501],
  ])('is rejected with more bytes than an item can have: SKUs %s', (_what, prefix, enough, tooMany) => {
    const linesOf = (count: number) =>
      Array.from({ length: count }, (_none, index) => ({ sku: `${prefix}${1_000 + index}`, quantity: 1 }));
    const stock = new Map(linesOf(tooMany).map(({ sku }) => [sku, [{ location: 'main', available: 1 }]]));
    const step = (count: number) => reserveLines(linesOf(count)).step({ stock });
    expect(step(enough)(reservation.initial, { version: -1, at: AT })).not.toHaveProperty('rejection');
    given(reservation)()
      .when(step(tooMany))
      .thenRejected({ code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS });
  });

  it('becomes a tombstone by a release that arrives first', () => {
    given(reservation)()
      .when(releaseAll.step({}))
      .then([{ ...cancelled, orderId: ORDER_ID }]);
  });
});

describe('a reservation of one allocation', () => {
  const stock = new Map([['S0', [{ location: 'main', available: 1, takeBefore: 40 }]]]);
  const { orderId: _orderId, ...plannedAgain } = takePlanned;

  it('is planned as a take of the stock alone', () => {
    given(reservation)().when(reserveAll(1, stock), AT).then([takePlanned]);
  });

  it('is made by a transaction if its stock has too many markers', () => {
    given(reservation)()
      .when(reserveAll(1), AT)
      .then([allocated(1), held(1), reserved]);
  });

  it.each<[string, AnyCommand]>([
    ['reserved again', reserveLines(oneOfEach(1))],
    ['committed', commit()],
    ['released', releaseAll],
    ['expired', expire()],
  ])('is held first if it is %s when its units were taken', (_what, { step }) => {
    given(reservation)(takePlanned)
      .when(step({ take: 'taken' }), EXPIRES_AT)
      .then([reserved]);
  });

  it.each<[string, AnyCommand]>([
    ['a repeat', reserveLines(oneOfEach(1))],
    ['a commit', commit()],
  ])('is planned again by %s if its take has failed, with the same expiry', (_what, { step }) => {
    given(reservation)(takePlanned)
      .when(step({ take: 'failed', stock }))
      .then([plannedAgain]);
  });

  it('is made by a transaction if its units are at two locations after its take has failed', () => {
    const split = ['east', 'main'].map((location) => ({ location, available: 1, takeBefore: 40 }));
    const ofTwo = { ...takePlanned, allocation: { ...takePlanned.allocation, quantity: 2 } };
    given(reservation)(ofTwo)
      .when(reserveLines(oneOfEach(1)).step({ take: 'failed', stock: new Map([['S0', split]]) }))
      .then([
        {
          type: 'StockAllocated',
          allocations: ['main', 'east'].map((location) => ({ sku: 'S0', location, quantity: 1 })),
          expiresAt: EXPIRES_AT,
        },
        held(2),
        reserved,
      ]);
  });

  it('is refused if its take has failed and the stock is gone', () => {
    given(reservation)(takePlanned)
      .when(reserveLines(oneOfEach(1)).step({ take: 'failed', stock: new Map() }))
      .then([{ type: 'StockReservationRefused', shortages: [{ sku: 'S0', requested: 1, available: 0 }] }]);
  });

  it.each<[string, AnyCommand]>([
    ['released', releaseAll],
    ['expired', expire()],
  ])('is cancelled if it is %s and its take can no longer happen', (_what, { step }) => {
    given(reservation)(takePlanned)
      .when(step({ take: 'failed' }), EXPIRES_AT)
      .then([cancelled]);
  });

  it('does not expire before its time', () => {
    given(reservation)(takePlanned).when(expire().step({}), JUST_BEFORE_EXPIRY).then([]);
  });

  it.each<[string, Pick<ReservationCommand, 'takeToSettle'>, string, string | undefined]>([
    ['reserve', reserveLines(oneOfEach(1)), AT, 'take'],
    ['commit', commit(), EXPIRES_AT, 'take'],
    ['release', releaseAll, AT, 'close'],
    ['expire', expire(), EXPIRES_AT, 'close'],
    ['expire', expire(), JUST_BEFORE_EXPIRY, undefined],
  ])('has its take settled for %s', (_name, { takeToSettle }, at, settlement) => {
    const taking = replay(reservation, [takePlanned]);
    expect(taking.status === 'taking' ? takeToSettle(taking, at) : 'not taking').toBe(settlement);
  });
});

describe('in `reserving`, a reservation', () => {
  const begun = [allocated(250), held(99)];
  const repeat = reserveLines(oneOfEach(250));

  it('is continued by a repeat or a commit', () => {
    given(reservation)(...begun)
      .when(repeat.step({}))
      .then([held(99)]);
    given(reservation)(...begun)
      .when(commit().step({}))
      .then([held(99)]);
    given(reservation)(...begun, held(99))
      .when(repeat.step({}))
      .then([held(52), reserved]);
  });

  it('holds the rest at other locations if its stock was taken', () => {
    const stock = new Map(stockAtMain(250)).set('S200', [{ location: 'north-1', available: 4 }]);
    const remaining = atMain(250)
      .slice(99)
      .map((allocation) => (allocation.sku === 'S200' ? { ...allocation, location: 'north-1' } : allocation));
    given(reservation)(...begun)
      .when(repeat.step({ stock }))
      .then([{ type: 'StockReallocated', remaining }, held(99)]);
  });

  it('releases its units and is refused if the rest is no longer available', () => {
    const stock = new Map(stockAtMain(250)).set('S240', []);
    const conclusion: Conclusion = {
      type: 'StockReservationRefused',
      shortages: [{ sku: 'S240', requested: 1, available: 0 }],
    };
    given(reservation)(...begun)
      .when(repeat.step({ stock }))
      .then([releaseStarted(conclusion), released(99), conclusion]);
  });

  it('keeps its plan if a new one would be too large', () => {
    const stock = new Map(
      skus(MAX_ALLOCATIONS).map((sku) => [
        sku,
        ['east', 'west'].map((location) => ({ location, available: 1 })),
      ]),
    );
    const planned = atMain(MAX_ALLOCATIONS).map((allocation) => ({ ...allocation, quantity: 2 }));
    const large = { type: 'StockAllocated', allocations: planned, expiresAt: EXPIRES_AT } as const;
    given(reservation)(large, held(99))
      .when(reserveLines(oneOfEach(MAX_ALLOCATIONS)).step({ stock }))
      .then([{ type: 'StockReallocated', remaining: planned.slice(99) }, held(99)]);
  });

  it('releases its units without publishing an event', () => {
    given(reservation)(...begun)
      .when(releaseAll.step({}))
      .then([releaseStarted(cancelled), released(99), cancelled]);
  });

  it('expires at its expiry, not before', () => {
    given(reservation)(...begun)
      .when(expire().step({}), JUST_BEFORE_EXPIRY)
      .then([]);
    given(reservation)(...begun)
      .when(expire().step({}), EXPIRES_AT)
      .then([releaseStarted(cancelled), released(99), cancelled]);
  });

  it('needs the stock of the allocations that it does not hold yet', () => {
    const lines = linesToAllocate(repeat, replay(reservation, begun), AT);
    expect(lines.map(({ sku }) => sku)).toEqual(skus(250).slice(99));
  });
});

describe('linesToAllocate', () => {
  const lines = [
    { sku: 'S0', quantity: 1 },
    { sku: 'S0', quantity: 2 },
  ];
  const needed = (command: Pick<ReservationCommand, 'lines' | 'takeToSettle'>, at = AT) =>
    Object.fromEntries(
      Object.entries(states).map(([status, history]) => [
        status,
        linesToAllocate(command, replay<ReservationState, never>(reservation, history as never[]), at),
      ]),
    );
  const none = {
    none: [],
    taking: [],
    reserving: [{ sku: 'S1', quantity: 1 }],
    held: [],
    committed: [],
    dispatched: [],
    releasing: [],
    released: [],
    refused: [],
  };

  it('returns lines that may need a location in the next step, those of one SKU as one', () => {
    const taking = [{ sku: 'S0', quantity: 1 }];
    expect(needed(reserveLines(lines))).toEqual({ ...none, none: [{ sku: 'S0', quantity: 3 }], taking });
    expect(needed(commit())).toEqual({ ...none, taking });
    expect(needed(releaseAll)).toEqual(none);
    expect(needed(expire(), EXPIRES_AT)).toEqual(none);
  });
});

describe('a held reservation', () => {
  it('can be committed, even after its expiry', () => {
    given(reservation)(...heldOfTwo)
      .when(commit().step({}), '2026-01-01T11:00:00.000Z')
      .then([committed]);
  });

  it('can be released', () => {
    given(reservation)(...heldOfTwo)
      .when(releaseAll.step({}))
      .then([releaseStarted(requested), released(2), requested]);
  });

  it('is released in steps if it is larger than a transaction', () => {
    const whole = [allocated(150), held(99), held(51), reserved];
    given(reservation)(...whole)
      .when(releaseAll.step({}))
      .then([releaseStarted(requested), released(99)]);
    given(reservation)(...whole, releaseStarted(requested), released(99))
      .when(releaseAll.step({}))
      .then([released(51), requested]);
  });

  it('expires at its expiry, not before', () => {
    given(reservation)(...heldOfTwo)
      .when(expire().step({}), JUST_BEFORE_EXPIRY)
      .then([]);
    given(reservation)(...heldOfTwo)
      .when(expire().step({}), EXPIRES_AT)
      .then([releaseStarted(expired), released(2), expired]);
  });
});

describe('a committed reservation', () => {
  it('can be released, because its order can be cancelled', () => {
    given(reservation)(...heldOfTwo, committed)
      .when(releaseAll.step({}))
      .then([releaseStarted(requested), released(2), requested]);
  });

  it('never expires', () => {
    given(reservation)(...heldOfTwo, committed)
      .when(expire().step({}), '2036-01-01T00:00:00.000Z')
      .then([]);
  });
});

describe('the dispatch of a committed reservation', () => {
  const sold = [...heldOfTwo, committed];
  const dispatchOf = (allocations: readonly Allocation[], dispatchId = DISPATCH_ID) =>
    dispatch({ dispatchId, digest: `digest of ${allocations.length}`, allocations }).step({});

  it('sends units in parts, and nothing twice', () => {
    given(reservation)(...sold)
      .when(dispatchOf(atMain(1)))
      .then([dispatchedUnits(1)]);
    given(reservation)(...sold, dispatchedUnits(1))
      .when(dispatchOf(atMain(1)))
      .then([]);
    const rest = [{ sku: 'S1', location: 'main', quantity: 1 }];
    const whole = replay(reservation, [...sold, dispatchedUnits(1)]);
    expect(whole).toMatchObject({ status: 'committed', allocations: rest });
  });

  it('is rejected for units that are not reserved at the location, and for other units under the same id', () => {
    const unit = { sku: 'S0', location: 'main', quantity: 1 };
    for (const [wrong, reserved] of [
      [{ ...unit, quantity: 2 }, 1],
      [{ ...unit, location: 'north-1' }, 0],
      [{ ...unit, sku: 'S2' }, 0],
    ] as const)
      given(reservation)(...sold)
        .when(dispatchOf([wrong]))
        .thenRejected({ code: 'DISPATCH_EXCEEDS_RESERVED', ...wrong, reserved });
    given(reservation)(...sold)
      .when(dispatchOf([unit, unit]))
      .thenRejected({ code: 'DISPATCH_EXCEEDS_RESERVED', ...unit, quantity: 2, reserved: 1 });
    given(reservation)(...sold, dispatchedUnits(1))
      .when(dispatchOf(atMain(2)))
      .thenRejected({ code: 'DISPATCH_MISMATCH', dispatchId: DISPATCH_ID });
  });

  it('is rejected above the number of dispatches', () => {
    const unit = { sku: 'S0', location: 'main', quantity: 1 };
    const many = Array.from({ length: MAX_DISPATCHES }, (_none, place) => ({
      ...dispatchedUnits(1, `dsp_${place}`),
      allocations: [unit],
    }));
    const large = {
      type: 'StockAllocated' as const,
      orderId: ORDER_ID,
      allocations: [{ ...unit, quantity: 500 }],
      expiresAt: EXPIRES_AT,
    } satisfies NewEvent<ReservationEvent>;
    given(reservation)(large, held(1), reserved, committed, ...many)
      .when(dispatchOf([unit]))
      .thenRejected({ code: 'TOO_MANY_DISPATCHES', maxDispatches: MAX_DISPATCHES });
  });

  it('is kept by a release, which releases the rest', () => {
    const ended = [...sold, dispatchedUnits(1), releaseStarted(requested), released(1), requested];
    given(reservation)(...sold, dispatchedUnits(1))
      .when(releaseAll.step({}))
      .then([releaseStarted(requested), released(1), requested]);
    given(reservation)(...ended)
      .when(dispatchOf(atMain(1)))
      .then([]);
    given(reservation)(...ended)
      .when(dispatchOf(atMain(1), 'dsp_late'))
      .thenRejected({ code: 'RESERVATION_RELEASED' });
  });
});

describe('in `releasing`, a reservation', () => {
  const halfway = [allocated(150), held(99), held(51), reserved, releaseStarted(expired), released(99)];

  it.each<[string, AnyCommand]>([
    ['a repeat of the reservation', reserveLines(oneOfEach(150))],
    ['a release', releaseAll],
    ['a commit', commit()],
    ['the sweep', expire()],
  ])('ends with its conclusion, continued by %s', (_what, { step }) => {
    given(reservation)(...halfway)
      .when(step({}), AT)
      .then([released(51), expired]);
  });
});

describe('a released reservation', () => {
  it('cannot be reserved if it is a tombstone', () => {
    given(reservation)({ ...cancelled, orderId: ORDER_ID })
      .when(reserveAll(2))
      .thenRejected({ code: 'RESERVATION_RELEASED' });
  });
});

describe('a refused reservation', () => {
  it('gives a repeat the same rejection', () => {
    given(reservation)(refused)
      .when(reserveAll(2))
      .thenRejected({ code: 'OUT_OF_STOCK', shortages: refused.shortages });
  });
});
