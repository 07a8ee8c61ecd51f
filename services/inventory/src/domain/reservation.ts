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
const shortages = z.array(z.object({ sku: z.string(), requested: z.int(), available: z.int() }));

const released = { type: z.literal('StockReleased'), reason: z.enum(['requested', 'expired']) };
const refused = { type: z.literal('StockReservationRefused'), shortages };
/** Released before it was held, or before it was requested: no event of it is published. */
const cancelled = { type: z.literal('ReservationCancelled') };

/** The event with which a reservation ends, after all its units are released. */
const conclusion = z.discriminatedUnion('type', [z.object(released), z.object(refused), z.object(cancelled)]);

/** Events that are published. Only these are stored: the state has what the others have changed. */
const publishedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StockReserved'), at }),
  z.object({ ...refused, at, orderId }),
  z.object({ ...released, at }),
  z.object({ type: z.literal('StockCommitted'), at }),
]);

const reservationEvent = z.discriminatedUnion('type', [
  publishedEvent,
  z.object({ type: z.literal('StockAllocated'), at, orderId, allocations, expiresAt: at }),
  /** The units can be taken only while the stock's version is less than `takeBefore`. */
  z.object({ type: z.literal('TakePlanned'), at, orderId, allocation, expiresAt: at, takeBefore: z.int() }),
  /** Replaces the allocations that are not held yet. */
  z.object({ type: z.literal('StockReallocated'), at, remaining: allocations }),
  z.object({ type: z.literal('AllocationsHeld'), at, count: z.int() }),
  z.object({ type: z.literal('ReleaseStarted'), at, conclusion }),
  z.object({ type: z.literal('AllocationsReleased'), at, count: z.int() }),
  z.object({ ...cancelled, at, orderId }),
]);

const facts = { orderId, updatedAt: at };

/**
 * A reservation. With a single allocation it is `taking` while its units are taken from the stock: see `stock-takes.ts`.
 * If it is larger than a transaction, it is held and released in steps, and is `reserving` or `releasing` between them.
 * The next command, or the expiry sweep, continues a reservation in any of these three states.
 */
const reservationState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ ...facts, status: z.literal('reserving'), allocations, allocationsHeld, expiresAt: at }),
  z.object({ ...facts, status: z.literal('taking'), allocations, expiresAt: at, takeBefore: z.int() }),
  z.object({ ...facts, status: z.literal('held'), allocations, expiresAt: at }),
  z.object({ ...facts, status: z.literal('committed'), allocations }),
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

export type Allocation = z.infer<typeof allocation>;
export type Conclusion = z.infer<typeof conclusion>;
export type PublishedEvent = z.infer<typeof publishedEvent>;
export type ReservationEvent = z.infer<typeof reservationEvent>;
export type ReservationState = z.infer<typeof reservationState>;
export type ReservationIn<Status extends ReservationState['status']> = Extract<
  ReservationState,
  { status: Status }
>;

/** Returns the reservation after an event. An event that cannot follow this state leaves the reservation unchanged. */
function evolve(before: ReservationState, event: ReservationEvent): ReservationState {
  const changed = { ...orderOf(before, event), updatedAt: event.at };
  const { status } = before;
  switch (event.type) {
    case 'StockAllocated': {
      if (status !== 'none' && status !== 'taking') return before;
      const { allocations: planned, expiresAt } = event;
      return { ...changed, status: 'reserving', allocations: planned, allocationsHeld: 0, expiresAt };
    }
    case 'TakePlanned': {
      if (status !== 'none' && status !== 'taking') return before;
      const { allocation: planned, expiresAt, takeBefore } = event;
      return { ...changed, status: 'taking', allocations: [planned], expiresAt, takeBefore };
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
      if (status !== 'none' && status !== 'taking' && status !== 'releasing') return before;
      return {
        ...changed,
        status: 'released',
        allocations: status === 'releasing' ? before.allocations : [],
      };
    case 'StockReservationRefused':
      if (status !== 'none' && status !== 'taking' && status !== 'releasing') return before;
      return { ...changed, status: 'refused', shortages: event.shortages };
    default:
      return event satisfies never;
  }
}

/** `orderId` is set by the first event that carries one and never changes. */
function orderOf(before: ReservationState, event: ReservationEvent): { orderId?: string } {
  const ofEvent = 'orderId' in event ? event.orderId : undefined;
  const known = before.status === 'none' ? undefined : before.orderId;
  const order = known ?? ofEvent;
  return order === undefined ? {} : { orderId: order };
}

/** Version 1 called the conclusion `ReservationCancelled` `ReservationBarred`. */
const renameCancelled: Upcaster = (state) => {
  const end = state['conclusion'] as Stored | undefined;
  if (end?.['type'] !== 'ReservationBarred') return state;
  return { ...state, conclusion: { ...end, type: 'ReservationCancelled' } };
};

/** A reservation: its commands are `reserve`, `commit`, `release` and `expire` of this folder. */
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
      return [];
    default:
      return state satisfies never;
  }
}

/** Returns whether an event is published. */
export function isPublished(event: ReservationEvent): event is PublishedEvent {
  return PUBLISHED_TYPES.has(event.type);
}

const PUBLISHED_TYPES: ReadonlySet<string> = new Set(
  publishedEvent.def.options.flatMap(({ def }) => def.shape.type.def.values),
);
