import type { StateAggregate, Stored, Upcaster } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. A rule of the API that becomes
 * stricter, such as that of SKUs, must not make a reservation unreadable.
 */

const at = z.string();
const orderId = z.optional(z.string());
const allocation = z.object({ sku: z.string(), location: z.string(), quantity: z.int() });
const allocations = z.array(allocation);
/** Number of allocations held in stock, counted from the first. */
const allocationsHeld = z.int();
/** The cart that the reservation belongs to. Absent: it belongs to an order. */
const cart = z.object({
  id: z.string(),
  /** Version of the cart that changed the reservation last. Commands of earlier versions have no effect. */
  version: z.int(),
  /** Time from which on the cart holds stock. The expiry is extended to 30 minutes after it. */
  since: at,
});
/** Units of a stock between which a cart's units are within the bound on carts: see `cart-share.ts`. */
const cartLimit = z.object({
  sku: z.string(),
  location: z.string(),
  minAvailable: z.int(),
  maxHeldByCarts: z.int(),
});
const shortages = z.array(z.object({ sku: z.string(), requested: z.int(), available: z.int() }));

const released = { type: z.literal('StockReleased'), reason: z.enum(['requested', 'expired']) };
const refused = { type: z.literal('StockReservationRefused'), shortages };
/** Released before it was held, or before it was requested: no event of it is published. */
const cancelled = { type: z.literal('ReservationCancelled') };

/** The event with which a reservation ends, after all its units are released. */
const conclusion = z.discriminatedUnion('type', [z.object(released), z.object(refused), z.object(cancelled)]);

/** A dispatch, with a digest of its units: a large reservation could not keep them all. The event has them. */
const dispatch = z.object({ dispatchId: z.string(), digest: z.string() });

/** Events that are published. Only these are stored: the state has what the others have changed. */
export const publishedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StockReserved'), at }),
  z.object({ ...refused, at, orderId }),
  z.object({ ...released, at }),
  z.object({ type: z.literal('StockCommitted'), at }),
  /** Sold units left the warehouse: they are neither on hand nor reserved any more. */
  z.object({
    type: z.literal('StockDispatched'),
    at,
    dispatchId: z.string(),
    digest: z.string(),
    allocations,
  }),
  /** The lines of a cart's reservation were changed. The state has its allocations. */
  z.object({ type: z.literal('ReservationChanged'), at, cart, expiresAt: at }),
  /** The reservation of a cart belongs to an order now. */
  z.object({ type: z.literal('ReservationTakenOver'), at, orderId, expiresAt: at }),
]);

const reservationEvent = z.discriminatedUnion('type', [
  publishedEvent,
  z.object({
    type: z.literal('StockAllocated'),
    at,
    orderId,
    allocations,
    expiresAt: at,
    cart: z.optional(cart),
    cartLimits: z.optional(z.array(cartLimit)),
  }),
  /** The units can be taken only while the stock's version is less than `takeBefore`. */
  z.object({
    type: z.literal('TakePlanned'),
    at,
    orderId,
    allocation,
    expiresAt: at,
    takeBefore: z.int(),
    cart: z.optional(cart),
    cartLimit: z.optional(cartLimit),
  }),
  /** Replaces the allocations that are not held yet. */
  z.object({ type: z.literal('StockReallocated'), at, remaining: allocations }),
  z.object({ type: z.literal('AllocationsHeld'), at, count: z.int() }),
  /** Replaces the allocations of a reservation that is held. */
  z.object({
    type: z.literal('LinesAllocated'),
    at,
    allocations,
    cartLimits: z.optional(z.array(cartLimit)),
  }),
  z.object({ type: z.literal('ReservationExtended'), at, cart, expiresAt: at }),
  z.object({ type: z.literal('ReleaseStarted'), at, conclusion, cart: z.optional(cart) }),
  z.object({ type: z.literal('AllocationsReleased'), at, count: z.int() }),
  z.object({ ...cancelled, at, orderId, cart: z.optional(cart) }),
]);

const facts = { orderId, updatedAt: at, cart: z.optional(cart), dispatches: z.optional(z.array(dispatch)) };

/**
 * A reservation. With a single allocation it is `taking` while its units are taken from the stock: see `stock-takes.ts`.
 * If it is larger than a transaction, it is held and released in steps, and is `reserving` or `releasing` between them.
 * The next command, or the expiry sweep, continues a reservation in any of these three states.
 */
const reservationState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ ...facts, status: z.literal('reserving'), allocations, allocationsHeld, expiresAt: at }),
  z.object({
    ...facts,
    status: z.literal('taking'),
    allocations,
    expiresAt: at,
    takeBefore: z.int(),
    cartLimit: z.optional(cartLimit),
  }),
  z.object({ ...facts, status: z.literal('held'), allocations, expiresAt: at }),
  /** With the allocations that are not dispatched. */
  z.object({ ...facts, status: z.literal('committed'), allocations }),
  z.object({ ...facts, status: z.literal('dispatched') }),
  z.object({
    ...facts,
    status: z.literal('releasing'),
    allocations,
    allocationsHeld,
    conclusion,
    releasingSince: at,
  }),
  /** With the allocations that were released. */
  z.object({ ...facts, status: z.literal('released'), allocations }),
  z.object({ ...facts, status: z.literal('refused'), shortages }),
]);

export type ReservingCart = z.infer<typeof cart>;
export type CartLimit = z.infer<typeof cartLimit>;
export type Allocation = z.infer<typeof allocation>;
export type Dispatch = z.infer<typeof dispatch>;
export type Conclusion = z.infer<typeof conclusion>;
export type ReservationEvent = z.infer<typeof reservationEvent>;
export type ReservationState = z.infer<typeof reservationState>;
export type ReservationIn<Status extends ReservationState['status']> = Extract<
  ReservationState,
  { status: Status }
>;

/** Returns the reservation after an event. An event that cannot follow this state leaves the reservation unchanged. */
function evolve(before: ReservationState, event: ReservationEvent): ReservationState {
  const changed = { ...ownerOf(before, event), ...dispatchesOf(before), updatedAt: event.at };
  const { status } = before;
  switch (event.type) {
    case 'StockAllocated': {
      if (!isPlannable(before)) return before;
      const { allocations: planned, expiresAt } = event;
      return { ...changed, status: 'reserving', allocations: planned, allocationsHeld: 0, expiresAt };
    }
    case 'TakePlanned': {
      if (!isPlannable(before)) return before;
      const { allocation: planned, expiresAt, takeBefore, cartLimit: limit } = event;
      return {
        ...changed,
        ...{ status: 'taking', allocations: [planned], expiresAt, takeBefore },
        ...(limit === undefined ? {} : { cartLimit: limit }),
      };
    }
    case 'StockReallocated':
      if (status !== 'reserving') return before;
      return { ...before, ...changed, allocations: [...heldBy(before), ...event.remaining] };
    case 'AllocationsHeld':
      if (status !== 'reserving') return before;
      return { ...before, ...changed, allocationsHeld: before.allocationsHeld + event.count };
    case 'StockReserved': {
      if (status !== 'reserving' && status !== 'taking') return before;
      return { ...changed, status: 'held', allocations: before.allocations, expiresAt: before.expiresAt };
    }
    case 'StockCommitted':
      if (status !== 'held') return before;
      return { ...changed, status: 'committed', allocations: before.allocations };
    case 'StockDispatched': {
      if (status !== 'committed') return before;
      const { dispatchId, digest, allocations: sent } = event;
      const dispatches = [...(before.dispatches ?? []), { dispatchId, digest }];
      const left = subtract(before.allocations, sent);
      return left.length === 0
        ? { ...changed, dispatches, status: 'dispatched' }
        : { ...changed, dispatches, status: 'committed', allocations: left };
    }
    case 'LinesAllocated':
      if (status !== 'held') return before;
      return { ...before, ...changed, allocations: event.allocations };
    case 'ReservationChanged':
    case 'ReservationExtended':
      if (status !== 'held' || before.cart === undefined) return before;
      return { ...before, ...changed, expiresAt: event.expiresAt };
    case 'ReservationTakenOver': {
      if (status !== 'held' || before.cart === undefined) return before;
      const { allocations: taken } = before;
      return { ...changed, status: 'held', allocations: taken, expiresAt: event.expiresAt };
    }
    case 'ReleaseStarted': {
      if (status !== 'reserving' && status !== 'held' && status !== 'committed') return before;
      const held = [...heldBy(before)];
      const { conclusion: end, at: releasingSince } = event;
      return {
        ...changed,
        status: 'releasing',
        allocations: held,
        allocationsHeld: held.length,
        conclusion: end,
        releasingSince,
      };
    }
    case 'AllocationsReleased':
      if (status !== 'releasing') return before;
      return { ...before, ...changed, allocationsHeld: Math.max(0, before.allocationsHeld - event.count) };
    case 'StockReleased':
      if (status !== 'releasing') return before;
      return { ...changed, status: 'released', allocations: before.allocations };
    case 'ReservationCancelled':
      if (!isPlannable(before) && status !== 'releasing') return before;
      return {
        ...changed,
        status: 'released',
        allocations: status === 'releasing' ? before.allocations : [],
      };
    case 'StockReservationRefused':
      if (!isPlannable(before) && status !== 'releasing') return before;
      return { ...changed, status: 'refused', shortages: event.shortages };
    default:
      return event satisfies never;
  }
}

/** A reservation that holds nothing can be planned, unless its order has ended: then it is a tombstone. */
function isPlannable(before: ReservationState): boolean {
  const { status } = before;
  return status === 'none' || status === 'taking' || (status === 'released' && before.cart !== undefined);
}

function dispatchesOf(before: ReservationState): { dispatches?: Dispatch[] } {
  return before.status === 'none' || before.dispatches === undefined ? {} : { dispatches: before.dispatches };
}

/** The allocations without some of their units. An allocation without units is left out. */
function subtract(all: readonly Allocation[], sent: readonly Allocation[]): Allocation[] {
  const rest = new Map(sent.map(({ sku, location, quantity }) => [`${location}#${sku}`, quantity]));
  return all.flatMap(({ sku, location, quantity }) => {
    const key = `${location}#${sku}`;
    const taken = Math.min(quantity, rest.get(key) ?? 0);
    rest.set(key, (rest.get(key) ?? 0) - taken);
    return quantity === taken ? [] : [{ sku, location, quantity: quantity - taken }];
  });
}

/** `orderId` is set by the first event that carries one and never changes. With it the reservation is no cart's any more. */
function ownerOf(
  before: ReservationState,
  event: ReservationEvent,
): { orderId?: string; cart?: ReservingCart } {
  const ofEvent = 'orderId' in event ? event.orderId : undefined;
  const known = before.status === 'none' ? undefined : before.orderId;
  const order = known ?? ofEvent;
  const owner = cartAfter(before, event);
  return {
    ...(order === undefined ? {} : { orderId: order }),
    ...(owner === undefined ? {} : { cart: owner }),
  };
}

function cartAfter(before: ReservationState, event: ReservationEvent): ReservingCart | undefined {
  const known = before.status === 'none' ? undefined : before.cart;
  switch (event.type) {
    case 'StockAllocated':
    case 'TakePlanned':
    case 'ReservationChanged':
    case 'ReservationExtended':
      return event.cart;
    case 'ReservationTakenOver':
    case 'StockReservationRefused':
      return undefined;
    case 'ReservationCancelled':
      // A released reservation becomes the tombstone of a later version of the cart, or of an order.
      return before.status === 'released' ? event.cart : (event.cart ?? known);
    case 'ReleaseStarted':
      return event.cart ?? known;
    case 'StockReallocated':
    case 'AllocationsHeld':
    case 'LinesAllocated':
    case 'StockReserved':
    case 'StockCommitted':
    case 'StockDispatched':
    case 'AllocationsReleased':
    case 'StockReleased':
      return known;
    default:
      return event satisfies never;
  }
}

/** Version 1 called the conclusion `ReservationCancelled` `ReservationBarred`. */
const renameCancelled: Upcaster = (state) => {
  const end = state['conclusion'] as Stored | undefined;
  if (end?.['type'] !== 'ReservationBarred') return state;
  return { ...state, conclusion: { ...end, type: 'ReservationCancelled' } };
};

/** A reservation: its commands are the other files of this folder. */
export const reservation = {
  name: 'reservation',
  initial: { status: 'none' },
  evolve,
  events: { schema: reservationEvent },
  state: { schema: reservationState, upcasters: [renameCancelled] },
} satisfies StateAggregate<ReservationState, ReservationEvent>;

/** Allocations that a reservation holds in stock. A reservation that is `taking` holds none yet. */
export function heldBy(state: ReservationState): Allocation[] {
  switch (state.status) {
    case 'reserving':
    case 'releasing':
      return state.allocations.slice(0, state.allocationsHeld);
    case 'held':
    case 'committed':
      return state.allocations;
    case 'none':
    case 'taking':
    case 'released':
    case 'refused':
    case 'dispatched':
      return [];
    default:
      return state satisfies never;
  }
}
