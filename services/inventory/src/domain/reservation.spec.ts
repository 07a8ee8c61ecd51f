import { parseEvent, parseState } from '@tradepost/aggregate/stored-shapes';
import { replay } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { commit } from './commit.ts';
import { dispatch } from './dispatch.ts';
import { expire } from './expire.ts';
import { isPublished } from './published-event.ts';
import { release } from './release.ts';
import {
  allocated,
  atMain,
  cancelled,
  cartAt,
  committed,
  DISPATCH_ID,
  dispatchedUnits,
  EXPIRES_AT,
  held,
  ORDER_ID,
  refused,
  released,
  releaseStarted,
  requested,
  reserved,
  states,
  takenOver,
  takePlanned,
} from './reservation.spec-kit.ts';
import { type ReservationEvent, reservation } from './reservation.ts';
import { reserve } from './reserve.ts';

const TTL_MS = 1_800_000;
const stock = new Map([['S0', [{ location: 'main', available: 1, takeBefore: 40 }]]]);
const lines = [{ sku: 'S0', quantity: 1 }];

const OF_CARTS = {
  LinesAllocated: { type: 'LinesAllocated', allocations: atMain(2) },
  ReservationChanged: { type: 'ReservationChanged', cart: cartAt(2), expiresAt: EXPIRES_AT },
  ReservationExtended: { type: 'ReservationExtended', cart: cartAt(2), expiresAt: EXPIRES_AT },
  ReservationTakenOver: takenOver,
} as const;

followTable(
  reservation,
  {
    states,
    events: {
      StockAllocated: allocated(2),
      TakePlanned: takePlanned,
      StockReallocated: { type: 'StockReallocated', remaining: [] },
      AllocationsHeld: held(1),
      StockReserved: reserved,
      StockReservationRefused: refused,
      StockCommitted: committed,
      StockDispatched: dispatchedUnits(2),
      ReleaseStarted: releaseStarted(requested),
      AllocationsReleased: released(1),
      StockReleased: requested,
      ReservationCancelled: cancelled,
      ...OF_CARTS,
    },
  },
  {
    none: {
      StockAllocated: 'reserving',
      TakePlanned: 'taking',
      StockReservationRefused: 'refused',
      ReservationCancelled: 'released',
    },
    taking: {
      StockAllocated: 'reserving',
      TakePlanned: 'taking',
      StockReserved: 'held',
      StockReservationRefused: 'refused',
      ReservationCancelled: 'released',
    },
    reserving: {
      StockReallocated: 'reserving',
      AllocationsHeld: 'reserving',
      StockReserved: 'held',
      ReleaseStarted: 'releasing',
    },
    held: { LinesAllocated: 'held', StockCommitted: 'committed', ReleaseStarted: 'releasing' },
    committed: { ReleaseStarted: 'releasing', StockDispatched: 'dispatched' },
    dispatched: {},
    releasing: {
      AllocationsReleased: 'releasing',
      StockReleased: 'released',
      StockReservationRefused: 'refused',
      ReservationCancelled: 'released',
    },
    released: {},
    refused: {},
  },
);

const endOfRelease = ['AllocationsReleased', 'StockReleased'] as const;
const startOfRelease = ['ReleaseStarted', 'AllocationsReleased'] as const;
const restHeld = ['AllocationsHeld', 'StockReserved'] as const;

commandTable(reservation, states, {
  reserve: [
    reserve({ orderId: ORDER_ID, lines, ttlMs: TTL_MS }).step({ take: 'taken' }),
    {
      none: ['StockReservationRefused'],
      taking: ['StockReserved'],
      reserving: restHeld,
      held: [],
      committed: [],
      dispatched: [],
      releasing: endOfRelease,
      released: 'RESERVATION_RELEASED',
      refused: 'OUT_OF_STOCK',
    },
  ],
  'reserve, with stock to allocate': [
    reserve({ orderId: ORDER_ID, lines, ttlMs: TTL_MS }).step({ take: 'failed', stock }),
    {
      none: ['TakePlanned'],
      taking: ['TakePlanned'],
      // The stock of the second allocation is gone.
      reserving: [...startOfRelease, 'StockReservationRefused'],
      held: [],
      committed: [],
      dispatched: [],
      releasing: endOfRelease,
      released: 'RESERVATION_RELEASED',
      refused: 'OUT_OF_STOCK',
    },
  ],
  'dispatch of one of two SKUs': [
    dispatch({ dispatchId: 'dsp_other', digest: 'digest of 1', allocations: atMain(1) }).step({
      take: 'taken',
    }),
    {
      none: 'RESERVATION_NOT_FOUND',
      taking: ['StockReserved'],
      reserving: restHeld,
      held: 'RESERVATION_NOT_COMMITTED',
      committed: ['StockDispatched'],
      dispatched: 'DISPATCH_EXCEEDS_RESERVED',
      releasing: endOfRelease,
      released: 'RESERVATION_RELEASED',
      refused: 'RESERVATION_REFUSED',
    },
  ],
  'repeated dispatch': [
    dispatch({ dispatchId: DISPATCH_ID, digest: 'digest of 2', allocations: atMain(2) }).step({
      take: 'taken',
    }),
    {
      none: 'RESERVATION_NOT_FOUND',
      taking: ['StockReserved'],
      reserving: restHeld,
      held: 'RESERVATION_NOT_COMMITTED',
      committed: ['StockDispatched'],
      dispatched: [],
      releasing: endOfRelease,
      released: 'RESERVATION_RELEASED',
      refused: 'RESERVATION_REFUSED',
    },
  ],
  commit: [
    commit().step({ take: 'taken' }),
    {
      none: 'RESERVATION_NOT_FOUND',
      taking: ['StockReserved'],
      reserving: restHeld,
      held: ['StockCommitted'],
      committed: [],
      dispatched: [],
      releasing: endOfRelease,
      released: 'RESERVATION_RELEASED',
      refused: 'RESERVATION_REFUSED',
    },
  ],
  release: [
    release({ orderId: ORDER_ID }).step({ take: 'failed' }),
    {
      none: ['ReservationCancelled'],
      taking: ['ReservationCancelled'],
      reserving: [...startOfRelease, 'ReservationCancelled'],
      held: [...startOfRelease, 'StockReleased'],
      committed: [...startOfRelease, 'StockReleased'],
      dispatched: [],
      releasing: endOfRelease,
      released: [],
      refused: [],
    },
  ],
  // The time of the commands is after the expiry.
  expire: [
    expire().step({ take: 'failed' }),
    {
      none: [],
      taking: ['ReservationCancelled'],
      reserving: [...startOfRelease, 'ReservationCancelled'],
      held: [...startOfRelease, 'StockReleased'],
      committed: [],
      dispatched: [],
      releasing: endOfRelease,
      released: [],
      refused: [],
    },
  ],
});

describe('a reservation', () => {
  it('keeps the order of its first event', () => {
    for (const history of [states.taking, states.held, states.committed, states.releasing, states.released])
      expect(replay(reservation, history)).toMatchObject({ orderId: ORDER_ID });
    const other = { ...cancelled, orderId: 'ord_2' };
    expect(replay(reservation, [takePlanned, other])).toMatchObject({ orderId: ORDER_ID });
    expect(replay(reservation, [other])).toMatchObject({ orderId: 'ord_2' });
  });

  it('has no allocations if it was cancelled before its units were taken', () => {
    const ended = { status: 'released', allocations: [] };
    expect(replay(reservation, [cancelled])).toMatchObject(ended);
    expect(replay(reservation, [takePlanned, cancelled])).toMatchObject(ended);
  });
});

describe('a stored state', () => {
  const old = {
    status: 'held',
    orderId: 'an order',
    updatedAt: 'some time',
    expiresAt: 'some time',
    allocations: [{ sku: '#1/ü', location: 'Main Street', quantity: 0 }],
  };

  it('may be a reservation that the API would no longer accept', () => {
    expect(parseState(old, 2, reservation.state)).toEqual(old);
  });

  it('of version 1 names the conclusion of a cancelled reservation ReservationBarred', () => {
    const { expiresAt: releasingSince, ...rest } = old;
    const releasing = { ...rest, status: 'releasing', allocationsHeld: 1, releasingSince };
    const stored = { ...releasing, conclusion: { type: 'ReservationBarred' } };
    expect(parseState(stored, undefined, reservation.state)).toEqual({ ...releasing, conclusion: cancelled });
    const requestedRelease = { ...releasing, conclusion: requested };
    expect(parseState(requestedRelease, undefined, reservation.state)).toEqual(requestedRelease);
    expect(parseState(old, undefined, reservation.state)).toEqual(old);
  });
});

describe('a stored event', () => {
  const at = EXPIRES_AT;

  it.each([
    { type: 'StockReserved' },
    { type: 'StockCommitted' },
    { type: 'StockReleased', reason: 'expired' },
    { type: 'StockReservationRefused', shortages: [{ sku: '#1/ü', requested: 0, available: -1 }] },
    { type: 'StockReservationRefused', orderId: 'an order', shortages: [] },
  ])('is published: %j', (stored) => {
    const event = parseEvent<ReservationEvent>(stored, at, reservation.events);
    expect(event).toEqual({ ...stored, at });
    expect(isPublished(event)).toBe(true);
  });

  it.each([allocated(1), takePlanned, held(1), releaseStarted(requested), released(1), cancelled])(
    'is never one that only changes the state: $type',
    (event) => {
      expect(isPublished({ ...event, at } as ReservationEvent)).toBe(false);
    },
  );
});
