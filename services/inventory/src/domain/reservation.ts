import type { Allocation } from '@tradepost/contracts/models/stock';
import * as z from 'zod/mini';

/*
 * Stored shapes are not API shapes: they say what this service has ever written. A rule of the API that becomes stricter,
 * such as that of a SKU, must not make a reservation unreadable.
 */
const timestamp = z.string();
const allocations = z.array(z.object({ sku: z.string(), location: z.string(), quantity: z.int() }));
/** The number of allocations, from the first on, that are held in stock. */
const allocationsHeld = z.int();
const shortage = z.object({ sku: z.string(), requested: z.int(), available: z.int() });

/** How a reservation ends once all that it held is given back. */
export const conclusion = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StockReleased'), reason: z.enum(['requested', 'expired']) }),
  z.object({ type: z.literal('StockReservationRefused'), shortages: z.array(shortage) }),
  /** It was let go before it was whole, and so before anybody was told of it. */
  z.object({ type: z.literal('ReservationBarred') }),
]);

export type Conclusion = z.infer<typeof conclusion>;

const facts = { orderId: z.optional(z.string()), updatedAt: timestamp };

/**
 * A reservation. One of a single allocation is `taking` while its units are taken from the stock: see `stock-takes.ts`.
 * One that is larger than a transaction is held and given back in steps: between them it is `reserving` or `releasing`.
 * The next command, or the sweep, continues all three.
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
    /** The units can be taken only while the stock's version is lower. */
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
    allocations: allocations.check(z.describe('Given back.')),
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
 * What happens to a reservation. The state keeps what they say; of the events themselves only the announced ones
 * are stored, for the stream to publish.
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
  /** Those that were not held yet are taken from elsewhere. */
  | Of<'StockReallocated', { readonly remaining: readonly Allocation[] }>
  | Of<'AllocationsHeld', { readonly count: number }>
  | Of<'ReleaseStarted', { readonly conclusion: Conclusion }>
  | Of<'AllocationsReturned', { readonly count: number }>
  | Of<'ReservationBarred', OfOrder>
  | Announcement;

/** The events that the outside is told of. */
export type Announcement =
  | Of<'StockReserved'>
  | Of<'StockReservationRefused', OfOrder & Pick<InStatus<'refused'>, 'shortages'>>
  | Of<'StockReleased', { readonly reason: 'requested' | 'expired' }>
  | Of<'StockCommitted'>;

/** Before a reservation is asked for there is none. */
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

/** What a reservation holds in stock: it follows from the state alone. What is being taken it does not hold yet. */
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

/** What a change of a reservation's state moves in stock. It is written in one transaction with it. */
export type StockMove = { readonly taken: readonly Allocation[]; readonly returned: readonly Allocation[] };

/** What is held grows and shrinks at its end only. The units of a take are moved already when it becomes held. */
export function stockMove(before: ReservationState, after: ReservationState): StockMove {
  if (before.status === 'taking' && after.status === 'held') return { taken: [], returned: [] };
  const had = heldBy(before);
  const has = heldBy(after);
  return {
    taken: mergeAllocations(has.slice(had.length)),
    returned: mergeAllocations(had.slice(has.length)),
  };
}

/**
 * Each stock once. Where a reservation was reallocated on its way, one stock may stand in it twice; a transaction
 * takes each item once.
 */
export function mergeAllocations(all: readonly Allocation[]): Allocation[] {
  const merged = new Map<string, Allocation>();
  for (const { sku, location, quantity } of all) {
    const key = `${location}#${sku}`;
    merged.set(key, { sku, location, quantity: quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()];
}

/** Whether the outside is told of an event. */
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
