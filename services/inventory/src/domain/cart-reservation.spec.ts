import { given, replay } from '@tradepost/testing/given';
import { changeReservation, extendReservation, releaseForCart, reserveForCart } from './cart-reservation.ts';
import { commit } from './commit.ts';
import { expire } from './expire.ts';
import { release } from './release.ts';
import {
  atMain,
  CART_EXPIRES_AT,
  CART_ID,
  cancelled,
  cartAt,
  committed,
  EXPIRES_AT,
  expired,
  held,
  heldForCart,
  heldOfTwo,
  ORDER_ID,
  refused,
  released,
  requested,
  reserved,
  skus,
  states,
  takenOver,
} from './reservation.spec-kit.ts';
import { reservation } from './reservation.ts';
import { linesToAllocate } from './reservation-command.ts';
import { reserve } from './reserve.ts';
import { stockMove } from './stock-move.ts';

const AT = '2026-01-01T10:00:00.000Z';
const LATER = '2026-01-01T10:05:00.000Z';
const BOUNDS = { ttlMs: 600_000, maxMs: 1_800_000, sharePercent: 50 };

const stockOf = (units: Readonly<Record<string, number>>, heldByCarts = 0) =>
  new Map(
    Object.entries(units).map(([sku, available]) => [sku, [{ location: 'main', available, heldByCarts }]]),
  );
const oneOfEach = (count: number) => skus(count).map((sku) => ({ sku, quantity: 1 }));
const cart = (version: number) => ({ id: CART_ID, version });
const orderOf = (lines: readonly { readonly sku: string; readonly quantity: number }[]) =>
  reserve({ orderId: ORDER_ID, lines, ttlMs: 1_800_000 });
const limit = (sku: string, minAvailable: number, maxHeldByCarts: number) => ({
  ...{ sku, location: 'main', minAvailable, maxHeldByCarts },
});
const endedByCart = [
  ...heldForCart(2),
  { type: 'ReleaseStarted', conclusion: expired } as const,
  released(2),
  expired,
];

describe('a cart without a reservation', () => {
  const reserveTwo = reserveForCart(cart(1), oneOfEach(2), BOUNDS);

  it('holds all of its lines for ten minutes, within the bound on carts', () => {
    given(reservation)()
      .when(reserveTwo.step({ stock: stockOf({ S0: 10, S1: 4 }) }), AT)
      .then([
        {
          ...{ type: 'StockAllocated', allocations: atMain(2), expiresAt: CART_EXPIRES_AT },
          ...{ cart: cartAt(1), cartLimits: [limit('S0', 6, 4), limit('S1', 3, 1)] },
        },
        held(2),
        reserved,
      ]);
  });

  it('takes the units of one allocation by an update of the stock alone', () => {
    const stock = new Map([['S0', [{ location: 'main', available: 9, heldByCarts: 1, takeBefore: 40 }]]]);
    given(reservation)()
      .when(reserveForCart(cart(1), oneOfEach(1), BOUNDS).step({ stock }), AT)
      .then([
        {
          ...{
            type: 'TakePlanned',
            allocation: { sku: 'S0', location: 'main', quantity: 1 },
            expiresAt: CART_EXPIRES_AT,
          },
          ...{ takeBefore: 40, cart: cartAt(1), cartLimit: limit('S0', 6, 4) },
        },
      ]);
  });

  it('is rejected if units are short, and nothing is stored', () => {
    given(reservation)()
      .when(reserveTwo.step({ stock: stockOf({ S0: 10, S1: 0 }) }), AT)
      .thenRejected({ code: 'OUT_OF_STOCK', shortages: [{ sku: 'S1', requested: 1, available: 0 }] });
  });

  it('is rejected with another code if the units are there, and carts may hold no more', () => {
    given(reservation)()
      .when(reserveTwo.step({ stock: stockOf({ S0: 3, S1: 3 }, 3) }), AT)
      .thenRejected({ code: 'CART_SHARE_EXHAUSTED', skus: ['S0', 'S1'] });
  });

  it('is rejected if its lines are more than one transaction', () => {
    const lines = oneOfEach(100);
    const stock = stockOf(Object.fromEntries(lines.map(({ sku }) => [sku, 9])));
    given(reservation)()
      .when(reserveForCart(cart(1), lines, BOUNDS).step({ stock }), AT)
      .thenRejected({ code: 'RESERVATION_TOO_LARGE', maxAllocations: 99 });
  });

  it('has nothing to change or to extend', () => {
    const notFound = { code: 'RESERVATION_NOT_FOUND' } as const;
    given(reservation)()
      .when(changeReservation(cart(1), oneOfEach(1), BOUNDS).step({}))
      .thenRejected(notFound);
    given(reservation)()
      .when(extendReservation(cart(1), BOUNDS).step({}))
      .thenRejected(notFound);
  });

  it('cannot reserve by a command of an earlier version after its release', () => {
    const tombstone = { ...cancelled, cart: cartAt(5) };
    given(reservation)()
      .when(releaseForCart(cart(5)).step({}), AT)
      .then([tombstone]);
    given(reservation)(tombstone)
      .when(reserveForCart(cart(4), oneOfEach(1), BOUNDS).step({}))
      .thenRejected({ code: 'RESERVATION_OUTDATED' });
  });
});

describe('a reservation that a cart holds', () => {
  const change = (version: number, lines: readonly { readonly sku: string; readonly quantity: number }[]) =>
    changeReservation(cart(version), lines, BOUNDS);

  it('is changed to more, fewer and other units at once, and only units beyond are allocated', () => {
    const before = heldForCart(2);
    const lines = [
      { sku: 'S1', quantity: 3 },
      { sku: 'S2', quantity: 1 },
    ];
    const { step } = change(2, lines);
    const allocations = [
      { sku: 'S1', location: 'main', quantity: 3 },
      { sku: 'S2', location: 'main', quantity: 1 },
    ];
    const events = [
      { type: 'LinesAllocated', allocations, cartLimits: [limit('S1', 9, 2), limit('S2', 10, 1)] },
      { type: 'ReservationChanged', cart: cartAt(2), expiresAt: '2026-01-01T10:15:00.000Z' },
    ] as const;
    const stock = new Map([
      ['S1', [{ location: 'main', available: 9, heldByCarts: 2 }]],
      ['S2', [{ location: 'main', available: 10, heldByCarts: 1 }]],
    ]);
    expect(linesToAllocate(change(2, lines), replay(reservation, before), LATER)).toEqual([
      { sku: 'S1', quantity: 2 },
      { sku: 'S2', quantity: 1 },
    ]);
    const decision = step({ stock })(replay(reservation, before), { version: 0, at: LATER });
    expect(decision).toMatchObject({ events: [{ type: 'LinesAllocated', allocations }, events[1]] });
    const stamped = ('events' in decision ? decision.events : []).map((event) => ({ ...event, at: LATER }));
    expect(stockMove(replay(reservation, before), stamped as never)).toEqual({
      held: [
        { sku: 'S1', location: 'main', quantity: 2 },
        { sku: 'S2', location: 'main', quantity: 1 },
      ],
      released: [{ sku: 'S0', location: 'main', quantity: 1 }],
      dispatched: [],
      ofCarts: [
        { sku: 'S0', location: 'main', quantity: -1 },
        { sku: 'S1', location: 'main', quantity: 2 },
        { sku: 'S2', location: 'main', quantity: 1 },
      ],
    });
  });

  it('is kept as it is if the change cannot have all units', () => {
    given(reservation)(...heldForCart(2))
      .when(change(2, [{ sku: 'S1', quantity: 3 }]).step({ stock: stockOf({ S1: 1 }) }), LATER)
      .thenRejected({ code: 'OUT_OF_STOCK', shortages: [{ sku: 'S1', requested: 3, available: 2 }] });
    given(reservation)(...heldForCart(2))
      .when(change(2, [{ sku: 'S1', quantity: 3 }]).step({ stock: stockOf({ S1: 3 }, 5) }), LATER)
      .thenRejected({ code: 'CART_SHARE_EXHAUSTED', skus: ['S1'] });
  });

  it('is extended by a change, to at most half an hour after its creation, and never shortened', () => {
    const extend = (version: number) => extendReservation(cart(version), BOUNDS).step({});
    const extended = (version: number, expiresAt: string) =>
      ({ type: 'ReservationExtended', cart: cartAt(version), expiresAt }) as const;
    given(reservation)(...heldForCart(2))
      .when(extend(2), LATER)
      .then([extended(2, '2026-01-01T10:15:00.000Z')]);
    given(reservation)(...heldForCart(2))
      .when(extend(2), '2026-01-01T10:29:00.000Z')
      .then([extended(2, EXPIRES_AT)]);
    given(reservation)(...heldForCart(2), extended(2, EXPIRES_AT))
      .when(extend(3), LATER)
      .then([extended(3, EXPIRES_AT)]);
  });

  it.each([
    ['reserved', reserveForCart(cart(1), oneOfEach(2), BOUNDS)],
    ['changed', change(1, oneOfEach(2))],
    ['extended', extendReservation(cart(1), BOUNDS)],
  ])('is not changed if it is %s again for the same version', (_what, { step }) => {
    given(reservation)(...heldForCart(2))
      .when(step({}), LATER)
      .then([]);
  });

  it.each([
    ['reserve', reserveForCart(cart(1), oneOfEach(1), BOUNDS)],
    ['change', change(1, oneOfEach(1))],
    ['extend', extendReservation(cart(1), BOUNDS)],
  ])('rejects a command to %s of an earlier version', (_what, { step }) => {
    given(reservation)(...heldForCart(2, 2))
      .when(step({}), LATER)
      .thenRejected({ code: 'RESERVATION_OUTDATED' });
  });

  it('is released by its cart, and not by an earlier version of it', () => {
    given(reservation)(...heldForCart(2, 2))
      .when(releaseForCart(cart(3)).step({}), AT)
      .then([{ type: 'ReleaseStarted', conclusion: requested, cart: cartAt(3) }, released(2), requested]);
    given(reservation)(...heldForCart(2, 2))
      .when(releaseForCart(cart(1)).step({}))
      .then([]);
  });

  it('cannot be committed: what a cart holds is not sold', () => {
    given(reservation)(...heldForCart(2))
      .when(commit().step({}))
      .thenRejected({ code: 'RESERVATION_OF_CART' });
  });

  it('expires, and its cart can make it anew', () => {
    given(reservation)(...heldForCart(2))
      .when(expire().step({}), CART_EXPIRES_AT)
      .then([{ type: 'ReleaseStarted', conclusion: expired }, released(2), expired]);
    given(reservation)(...endedByCart)
      .when(reserveForCart(cart(1), oneOfEach(2), BOUNDS).step({ stock: stockOf({ S0: 9, S1: 9 }) }), LATER)
      .then([
        {
          ...{ type: 'StockAllocated', allocations: atMain(2), expiresAt: '2026-01-01T10:15:00.000Z' },
          ...{ cart: cartAt(1, LATER), cartLimits: [limit('S0', 5, 4), limit('S1', 5, 4)] },
        },
        held(2),
        reserved,
      ]);
    const gone = { code: 'RESERVATION_RELEASED' } as const;
    given(reservation)(...endedByCart)
      .when(change(2, oneOfEach(2)).step({}))
      .thenRejected(gone);
    given(reservation)(...endedByCart)
      .when(extendReservation(cart(2), BOUNDS).step({}))
      .thenRejected(gone);
  });
});

describe('an order that has the reservation of its cart', () => {
  it('takes it over as it is: the units stay reserved, and are those of carts no more', () => {
    given(reservation)(...heldForCart(2))
      .when(orderOf(oneOfEach(2)).step({}), AT)
      .then([takenOver]);
    const before = replay(reservation, heldForCart(2));
    expect(stockMove(before, [{ ...takenOver, at: AT }])).toEqual({
      ...{ held: [], released: [], dispatched: [] },
      ofCarts: atMain(2).map((allocation) => ({ ...allocation, quantity: -1 })),
    });
    expect(reservation.evolve(before, { ...takenOver, at: AT })).toEqual({
      ...{ status: 'held', orderId: ORDER_ID, allocations: atMain(2), expiresAt: EXPIRES_AT, updatedAt: AT },
    });
  });

  it('takes it over after its time, as long as it was not released', () => {
    given(reservation)(...heldForCart(2))
      .when(orderOf(oneOfEach(2)).step({}), '2026-01-01T10:20:00.000Z')
      .then([{ ...takenOver, expiresAt: '2026-01-01T10:50:00.000Z' }]);
  });

  it('changes it to its own lines in the same step, without the bound on carts', () => {
    const lines = [{ sku: 'S0', quantity: 4 }];
    given(reservation)(...heldForCart(2))
      .when(orderOf(lines).step({ stock: stockOf({ S0: 3 }, 9) }), AT)
      .then([
        { type: 'LinesAllocated', allocations: [{ sku: 'S0', location: 'main', quantity: 4 }] },
        takenOver,
      ]);
  });

  it('is refused if its lines are short, and holds nothing', () => {
    const shortages = [{ sku: 'S0', requested: 4, available: 2 }];
    given(reservation)(...heldForCart(2))
      .when(orderOf([{ sku: 'S0', quantity: 4 }]).step({ stock: stockOf({ S0: 1 }) }), AT)
      .then([
        takenOver,
        { type: 'ReleaseStarted', conclusion: { type: 'StockReservationRefused', shortages } },
        released(2),
        { type: 'StockReservationRefused', shortages },
      ]);
  });

  it('has it released first if both together are more than a transaction', () => {
    const others = Array.from({ length: 98 }, (_none, index) => ({ sku: `T${index}`, quantity: 1 }));
    const stock = stockOf(Object.fromEntries(others.map(({ sku }) => [sku, 1])));
    given(reservation)(...heldForCart(2))
      .when(orderOf(others).step({ stock }), AT)
      .then([{ type: 'ReleaseStarted', conclusion: requested }, released(2), requested]);
  });

  it('reserves as any order does if it has expired', () => {
    given(reservation)(...endedByCart)
      .when(orderOf(oneOfEach(2)).step({ stock: stockOf({ S0: 1, S1: 1 }) }), AT)
      .then([
        { type: 'StockAllocated', orderId: ORDER_ID, allocations: atMain(2), expiresAt: EXPIRES_AT },
        held(2),
        reserved,
      ]);
    given(reservation)(...endedByCart)
      .when(orderOf(oneOfEach(2)).step({ stock: stockOf({ S0: 1 }) }), AT)
      .then([{ ...refused, orderId: ORDER_ID }]);
  });

  it('ends it if the order is cancelled first, and the reservation cannot be made again', () => {
    const releaseAll = release({ orderId: ORDER_ID });
    given(reservation)(...heldForCart(2))
      .when(releaseAll.step({}), AT)
      .then([
        { ...takenOver, expiresAt: CART_EXPIRES_AT },
        { type: 'ReleaseStarted', conclusion: requested },
        released(2),
        requested,
      ]);
    given(reservation)(...endedByCart)
      .when(releaseAll.step({}))
      .then([{ ...cancelled, orderId: ORDER_ID }]);
    given(reservation)(...endedByCart, { ...cancelled, orderId: ORDER_ID })
      .when(orderOf(oneOfEach(2)).step({}))
      .thenRejected({ code: 'RESERVATION_RELEASED' });
  });
});

describe('a reservation that an order has', () => {
  const ofOrder = { code: 'RESERVATION_OF_ORDER' } as const;

  it.each([
    ['is held', [...heldForCart(2), takenOver]],
    ['is being taken', states.taking],
    ['is being held in steps', states.reserving],
    ['is committed', [...heldOfTwo, committed]],
    ['is being released', states.releasing],
    ['was released', states.released],
    ['was refused', states.refused],
  ])('is not changed by a cart if it %s', (_what, history) => {
    const late = cart(9);
    const lines = oneOfEach(1);
    given(reservation)(...history)
      .when(reserveForCart(late, lines, BOUNDS).step({}))
      .thenRejected(ofOrder);
    given(reservation)(...history)
      .when(changeReservation(late, lines, BOUNDS).step({}))
      .thenRejected(ofOrder);
    given(reservation)(...history)
      .when(extendReservation(late, BOUNDS).step({}))
      .thenRejected(ofOrder);
    given(reservation)(...history)
      .when(releaseForCart(late).step({}))
      .then([]);
  });
});

describe('the take of a cart', () => {
  const [allocation = { sku: '', location: '', quantity: 0 }] = atMain(1);
  const taking = {
    type: 'TakePlanned',
    allocation,
    ...{ expiresAt: CART_EXPIRES_AT, takeBefore: 40, cart: cartAt(1), cartLimit: limit('S0', 1, 1) },
  } as const;
  const commands = [
    ['reserved again', reserveForCart(cart(1), oneOfEach(1), BOUNDS)],
    ['changed', changeReservation(cart(2), oneOfEach(2), BOUNDS)],
    ['extended', extendReservation(cart(2), BOUNDS)],
    ['released', releaseForCart(cart(2))],
    ['reserved by its order', orderOf(oneOfEach(1))],
    ['released by its order', release({ orderId: ORDER_ID })],
    ['expired', expire()],
  ] as const;

  it.each(commands)('is held first if it is %s when its units were taken', (_what, { step }) => {
    given(reservation)(taking)
      .when(step({ take: 'taken' }), CART_EXPIRES_AT)
      .then([reserved]);
  });

  it.each(commands)(
    'ends if it is %s when its take has failed, and can be planned again',
    (_what, { step }) => {
      given(reservation)(taking)
        .when(step({ take: 'failed' }), CART_EXPIRES_AT)
        .then([cancelled]);
      expect(replay(reservation, [taking, cancelled])).toMatchObject({ status: 'released', cart: cartAt(1) });
    },
  );
});
