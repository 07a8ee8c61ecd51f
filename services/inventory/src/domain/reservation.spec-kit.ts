import type { NewEvent } from '@tradepost/aggregate/aggregate';
import type { Conclusion, ReservationEvent } from './reservation.ts';

export const EXPIRES_AT = '2026-01-01T10:30:00.000Z';
export const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';

type NewReservationEvent = NewEvent<ReservationEvent>;

/** `count` SKUs: `S0`, `S1` and so on. */
export const skus = (count: number) => Array.from({ length: count }, (_none, index) => `S${index}`);

/** One unit of each of `count` SKUs, at the default location. */
export const atMain = (count: number) => skus(count).map((sku) => ({ sku, location: 'main', quantity: 1 }));

export const allocated = (count: number): NewReservationEvent => ({
  type: 'StockAllocated',
  orderId: ORDER_ID,
  allocations: atMain(count),
  expiresAt: EXPIRES_AT,
});
export const takePlanned = {
  type: 'TakePlanned',
  orderId: ORDER_ID,
  allocation: { sku: 'S0', location: 'main', quantity: 1 },
  expiresAt: EXPIRES_AT,
  takeBefore: 40,
} as const satisfies NewReservationEvent;
export const held = (count: number): NewReservationEvent => ({ type: 'AllocationsHeld', count });
export const reserved: NewReservationEvent = { type: 'StockReserved' };
export const committed: NewReservationEvent = { type: 'StockCommitted' };
/** Dispatches some of the `count` SKUs. */
export const DISPATCH_ID = 'dsp_01JD3XK8WQ4N6T2B9V5M7R0C1E';
export const dispatchedUnits = (count: number, dispatchId = DISPATCH_ID): NewReservationEvent => ({
  type: 'StockDispatched',
  dispatchId,
  digest: `digest of ${count}`,
  allocations: atMain(count),
});
export const released = (count: number): NewReservationEvent => ({ type: 'AllocationsReleased', count });
export const releaseStarted = (conclusion: Conclusion): NewReservationEvent => ({
  type: 'ReleaseStarted',
  conclusion,
});

/** Events with which a reservation ends. */
export const requested = { type: 'StockReleased', reason: 'requested' } satisfies Conclusion;
export const expired = { type: 'StockReleased', reason: 'expired' } satisfies Conclusion;
export const cancelled = { type: 'ReservationCancelled' } satisfies Conclusion;
export const refused = {
  type: 'StockReservationRefused',
  shortages: [{ sku: 'S1', requested: 1, available: 0 }],
} satisfies Conclusion;

export const heldOfTwo = [allocated(2), held(2), reserved];

export const CART_ID = 'crt_01JD3XK8WQ4N6T2B9V5M7R0C1E';
/** A cart as its reservation stores it: the version, and the time from which on it holds stock. */
export const cartAt = (version: number, since = '2026-01-01T10:00:00.000Z') => ({
  id: CART_ID,
  version,
  since,
});
/** `count` SKUs of a cart, held in one transaction. */
export const heldForCart = (count: number, version = 1): NewReservationEvent[] => [
  {
    type: 'StockAllocated',
    allocations: atMain(count),
    expiresAt: CART_EXPIRES_AT,
    cart: cartAt(version),
  },
  held(count),
  reserved,
];
/** Expiry of a reservation that a cart makes at 10:00. */
export const CART_EXPIRES_AT = '2026-01-01T10:10:00.000Z';
export const takenOver = {
  type: 'ReservationTakenOver',
  orderId: ORDER_ID,
  expiresAt: EXPIRES_AT,
} as const satisfies NewReservationEvent;

/** The events that lead to each state. */
export const states = {
  none: [],
  taking: [takePlanned],
  reserving: [allocated(2), held(1)],
  held: heldOfTwo,
  committed: [...heldOfTwo, committed],
  dispatched: [...heldOfTwo, committed, dispatchedUnits(2)],
  releasing: [...heldOfTwo, releaseStarted(requested), released(1)],
  released: [...heldOfTwo, releaseStarted(requested), released(2), requested],
  refused: [refused],
};
