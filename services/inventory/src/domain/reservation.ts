import type { Allocation } from '@tradepost/contracts/inventory/model';
import * as z from 'zod/mini';

/*
 * Stored shapes are not API shapes: they describe everything this service has ever written. A stricter API rule, such as
 * one for SKUs, must not make a stored reservation unreadable.
 */
const timestamp = z.string();
const allocations = z.array(z.object({ sku: z.string(), location: z.string(), quantity: z.int() }));
/** Number of allocations held in stock, counted from the first. */
const allocationsHeld = z.int();
const shortage = z.object({ sku: z.string(), requested: z.int(), available: z.int() });

/** The event with which a reservation ends, after all its units are released. */
export const conclusion = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StockReleased'), reason: z.enum(['requested', 'expired']) }),
  z.object({ type: z.literal('StockReservationRefused'), shortages: z.array(shortage) }),
  /** Released before it was fully held, so no event of it was published. */
  z.object({ type: z.literal('ReservationBarred') }),
]);

export type Conclusion = z.infer<typeof conclusion>;

const facts = { orderId: z.optional(z.string()), updatedAt: timestamp };

/**
 * A reservation. With a single allocation it is `taking` while its units are taken from the stock: see `stock-takes.ts`.
 * If it is larger than a transaction, it is held and released in steps, and is `reserving` or `releasing` between them.
 * The next command, or the expiry sweep, continues a reservation in any of these three states.
 */
export const reservationState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({
    ...facts,
    status: z.literal('reserving'),
    allocations,
    allocationsHeld,
    expiresAt: timestamp,
  }),
  z.object({
    ...facts,
    status: z.literal('taking'),
    allocations,
    expiresAt: timestamp,
    /** The units can be taken only while the stock's version is less than this. */
    takeBefore: z.int(),
  }),
  z.object({ ...facts, status: z.literal('held'), allocations, expiresAt: timestamp }),
  z.object({ ...facts, status: z.literal('committed'), allocations }),
  z.object({
    ...facts,
    status: z.literal('releasing'),
    allocations,
    allocationsHeld,
    conclusion,
    releasingSince: timestamp,
  }),
  z.object({
    ...facts,
    status: z.literal('released'),
    allocations: allocations.check(z.describe('Released.')),
  }),
  z.object({ ...facts, status: z.literal('refused'), shortages: z.array(shortage) }),
]);

export type ReservationState = z.infer<typeof reservationState>;
export type Reservation = Exclude<ReservationState, { status: 'none' }>;
export type InStatus<Status extends ReservationState['status']> = Extract<
  ReservationState,
  { status: Status }
>;

type Of<Type extends string, Facts = unknown> = { readonly type: Type; readonly at: string } & Facts;
type OfOrder = { readonly orderId?: string | undefined };

/**
 * Events of a reservation. All of them change the state; only the announced ones are stored, for the stream to publish.
 */
export type ReservationEvent =
  | Of<
      'StockAllocated',
      OfOrder & { readonly allocations: readonly Allocation[]; readonly expiresAt: string }
    >
  | Of<
      'TakePlanned',
      OfOrder & {
        readonly allocation: Allocation;
        readonly expiresAt: string;
        readonly takeBefore: number;
      }
    >
  /** Replaces the allocations that are not held yet. */
  | Of<'StockReallocated', { readonly remaining: readonly Allocation[] }>
  | Of<'AllocationsHeld', { readonly count: number }>
  | Of<'ReleaseStarted', { readonly conclusion: Conclusion }>
  | Of<'AllocationsReturned', { readonly count: number }>
  | Of<'ReservationBarred', OfOrder>
  | Announcement;

/** Events that are published. */
export type Announcement =
  | Of<'StockReserved'>
  | Of<'StockReservationRefused', OfOrder & Pick<InStatus<'refused'>, 'shortages'>>
  | Of<'StockReleased', { readonly reason: 'requested' | 'expired' }>
  | Of<'StockCommitted'>;

/** Stored shape of the events that are published. Fields that it lacks are in the state after the event. */
export const announcement = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StockReserved') }),
  z.object({ type: z.literal('StockReservationRefused') }),
  z.object({ type: z.literal('StockReleased'), reason: z.enum(['requested', 'expired']) }),
  z.object({ type: z.literal('StockCommitted') }),
]);

export type Announced = z.infer<typeof announcement>;

/** State before the first event. */
export const noReservation: ReservationState = { status: 'none' };

/** The states in which each event can follow. */
const FOLLOWS: Readonly<Record<ReservationEvent['type'], readonly ReservationState['status'][]>> = {
  StockAllocated: ['none', 'taking'],
  TakePlanned: ['none', 'taking'],
  StockReallocated: ['reserving'],
  AllocationsHeld: ['reserving'],
  StockReserved: ['reserving', 'taking'],
  StockReservationRefused: ['none', 'taking', 'releasing'],
  StockCommitted: ['held'],
  ReleaseStarted: ['reserving', 'held', 'committed'],
  AllocationsReturned: ['releasing'],
  StockReleased: ['releasing'],
  ReservationBarred: ['none', 'taking', 'releasing'],
};

/** Returns the reservation after an event. An event that cannot follow in this state leaves it unchanged. */
export function evolve(state: ReservationState, event: ReservationEvent): ReservationState {
  if (!FOLLOWS[event.type].includes(state.status)) return state;
  const common = { ...orderOf(state, event), updatedAt: event.at };
  switch (event.type) {
    case 'StockAllocated': {
      const { allocations: all, expiresAt } = event;
      return { ...common, status: 'reserving', allocations: [...all], allocationsHeld: 0, expiresAt };
    }
    case 'TakePlanned': {
      const { allocation, expiresAt, takeBefore } = event;
      return { ...common, status: 'taking', allocations: [allocation], expiresAt, takeBefore };
    }
    case 'StockReservationRefused':
      return { ...common, status: 'refused', shortages: event.shortages };
    case 'ReservationBarred':
    case 'StockReleased':
      return {
        ...common,
        status: 'released',
        allocations: state.status === 'taking' ? [] : allocationsOf(state),
      };
    case 'StockReallocated':
    case 'AllocationsHeld':
    case 'AllocationsReturned':
    case 'StockReserved':
    case 'StockCommitted':
    case 'ReleaseStarted':
      return state.status === 'none' ? state : evolveExisting(state, event);
    default:
      return event satisfies never;
  }
}

function evolveExisting(
  state: Reservation,
  event: Exclude<
    ReservationEvent,
    {
      type:
        | 'StockAllocated'
        | 'TakePlanned'
        | 'StockReservationRefused'
        | 'ReservationBarred'
        | 'StockReleased';
    }
  >,
): Reservation {
  const common = { ...orderOf(state, event), updatedAt: event.at };
  switch (event.type) {
    case 'StockReallocated':
      if (state.status !== 'reserving') return state;
      return { ...state, ...common, allocations: [...heldBy(state), ...event.remaining] };
    case 'AllocationsHeld':
      if (state.status !== 'reserving') return state;
      return { ...state, ...common, allocationsHeld: state.allocationsHeld + event.count };
    case 'StockReserved':
      if (state.status !== 'reserving' && state.status !== 'taking') return state;
      return { ...common, status: 'held', allocations: state.allocations, expiresAt: state.expiresAt };
    case 'StockCommitted':
      return { ...common, status: 'committed', allocations: allocationsOf(state) };
    case 'ReleaseStarted': {
      const held = [...heldBy(state)];
      return {
        ...common,
        status: 'releasing',
        allocations: held,
        allocationsHeld: held.length,
        conclusion: event.conclusion,
        releasingSince: event.at,
      };
    }
    case 'AllocationsReturned':
      if (state.status !== 'releasing') return state;
      return { ...state, ...common, allocationsHeld: Math.max(0, state.allocationsHeld - event.count) };
    default:
      return event satisfies never;
  }
}

/** Allocations that a reservation holds in stock. A reservation that is `taking` holds none yet. */
export function heldBy(state: ReservationState): readonly Allocation[] {
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

/** The changes of stock that belong to events of a reservation. Both are written in one transaction. */
export type StockMove = { readonly taken: readonly Allocation[]; readonly returned: readonly Allocation[] };

/**
 * Returns the changes of stock that events on a state need. Held allocations are added and removed at the end of the list
 * only. A reservation that is `taking` and becomes held by the first event has taken its units before; one that is
 * allocated anew has not.
 */
export function stockMove(before: ReservationState, events: readonly ReservationEvent[]): StockMove {
  const [first] = events;
  const isTaken = before.status === 'taking' && first?.type === 'StockReserved';
  const had = heldBy(isTaken ? evolve(before, first) : before);
  const has = heldBy(events.reduce(evolve, before));
  return {
    taken: mergeAllocations(has.slice(had.length)),
    returned: mergeAllocations(had.slice(has.length)),
  };
}

/**
 * Merges allocations of the same stock. A reallocated reservation may have a stock twice, but a transaction may have each
 * item only once.
 */
export function mergeAllocations(all: readonly Allocation[]): Allocation[] {
  const merged = new Map<string, Allocation>();
  for (const { sku, location, quantity } of all) {
    const key = `${location}#${sku}`;
    merged.set(key, { sku, location, quantity: quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()];
}

/** Returns whether an event is published. */
export function isAnnounced(event: ReservationEvent): event is Announcement {
  return ANNOUNCED.has(event.type);
}

const ANNOUNCED: ReadonlySet<string> = new Set([
  'StockReserved',
  'StockReservationRefused',
  'StockReleased',
  'StockCommitted',
] satisfies Announcement['type'][]);

function allocationsOf(state: ReservationState): Allocation[] {
  return 'allocations' in state ? state.allocations : [];
}

/** `orderId` is set by the first event that carries one and never changes. */
function orderOf(state: ReservationState, event: ReservationEvent): { orderId?: string } {
  const said = 'orderId' in event ? event.orderId : undefined;
  const known = state.status === 'none' ? undefined : state.orderId;
  const order = known ?? said;
  return order === undefined ? {} : { orderId: order };
}
