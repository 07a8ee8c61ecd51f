import type { Decision, NewEvent } from '@tradepost/aggregate/aggregate';
import { type Allocated, allocate, type Line, type StockBySku } from './allocate.ts';
import {
  type Allocation,
  type Conclusion,
  heldBy,
  type ReservationEvent,
  type ReservationIn,
  type ReservingCart,
} from './reservation.ts';
import type { Step, StepFacts, TakeOutcome } from './reservation-command.ts';

/** A transaction has at most 100 items: the reservation and 99 stock items. */
export const MAX_ALLOCATIONS_PER_STEP = 99;

/**
 * Limits of a reservation: this many allocations, with this many bytes of SKUs and locations, fit into one message on
 * the bus (256 KB), and twice, as event and as state, into one item (400 KB).
 */
export const MAX_ALLOCATIONS = 1_500;
const MAX_TEXT_BYTES = 144_000;

export type TooLarge = { readonly code: 'RESERVATION_TOO_LARGE'; readonly maxAllocations: number };

type NewEvents = readonly NewEvent<ReservationEvent>[];

/** The first step: plans a take of the only allocation, or allocates all lines and holds the first of them. */
export function plan({
  orderId,
  lines,
  expiresAt,
  stock,
}: {
  readonly orderId?: string | undefined;
  readonly lines: readonly Line[];
  readonly expiresAt: string;
  readonly stock: StockBySku | undefined;
}): Decision<ReservationEvent, TooLarge> {
  const allocated = allocate(lines, stock ?? new Map());
  if ('shortages' in allocated) {
    return { events: [{ type: 'StockReservationRefused', orderId, shortages: allocated.shortages }] };
  }
  const { allocations } = allocated;
  if (isTooLarge(allocations)) {
    return { rejection: { code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS } };
  }
  const [allocation, ...others] = allocations;
  const takeBefore =
    allocation === undefined || others.length > 0 ? undefined : takeBeforeOf(allocation, stock);
  if (allocation !== undefined && takeBefore !== undefined) {
    return { events: [{ type: 'TakePlanned', orderId, allocation, expiresAt, takeBefore }] };
  }
  return {
    events: [{ type: 'StockAllocated', orderId, allocations, expiresAt }, ...hold(allocations.length)],
  };
}

/** The version of the stock before which a take of the allocation must happen; undefined if no take may be planned. */
export function takeBeforeOf(
  { sku, location }: Allocation,
  stock: StockBySku | undefined,
): number | undefined {
  return stock?.get(sku)?.find((level) => level.location === location)?.takeBefore;
}

/**
 * Holds the reservation if its units were taken; otherwise plans it again on the current stock. That of a cart holds nothing then,
 * and the next step plans it.
 */
export function settleTake(
  { take, stock }: StepFacts,
  { allocations: lines, expiresAt, cart }: ReservationIn<'taking'>,
): Decision<ReservationEvent, TooLarge> {
  if (take === 'taken') return { events: [{ type: 'StockReserved' }] };
  return cart === undefined ? plan({ lines, expiresAt, stock }) : cancelTake(take);
}

/** Cancels the reservation. If its units were taken, it is held first and released in the next step. */
export function cancelTake(take: TakeOutcome | undefined): Step {
  return { events: [{ type: take === 'taken' ? 'StockReserved' : 'ReservationCancelled' }] };
}

/** The next step of holding: as planned, or, if `stock` is given because units were taken first, allocated again. */
export function continueHolding(
  stock: StockBySku | undefined,
  reservation: ReservationIn<'reserving'>,
): Step {
  const { allocations, allocationsHeld } = reservation;
  if (stock === undefined) return { events: hold(allocations.length - allocationsHeld) };
  const allocated = reallocate(reservation, stock);
  if ('shortages' in allocated) {
    const { shortages } = allocated;
    return startRelease({ type: 'StockReservationRefused', shortages }, reservation);
  }
  const { allocations: remaining } = allocated;
  return { events: [{ type: 'StockReallocated', remaining }, ...hold(remaining.length)] };
}

/** Allocates the rest again. If the result would be too large, keeps the plan: its units may become available again. */
function reallocate(
  { allocations, allocationsHeld }: ReservationIn<'reserving'>,
  stock: StockBySku,
): Allocated {
  const planned = allocations.slice(allocationsHeld);
  const allocated = allocate(planned, stock);
  const wouldBeTooLarge =
    'allocations' in allocated &&
    isTooLarge([...allocations.slice(0, allocationsHeld), ...allocated.allocations]);
  return wouldBeTooLarge ? { allocations: planned } : allocated;
}

/** Returns whether a reservation with these allocations is too large to be stored or published. */
function isTooLarge(allocations: readonly Allocation[]): boolean {
  if (allocations.length > MAX_ALLOCATIONS) return true;
  const bytes = allocations.reduce((sum, { sku, location }) => sum + bytesOf(sku) + bytesOf(location), 0);
  return bytes > MAX_TEXT_BYTES;
}

/** UTF-8 bytes of a text in JSON, without the quotes. */
function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** Returns the step that holds the next allocations, of `remaining` ones; the last step publishes `StockReserved`. */
export function hold(remaining: number): NewEvents {
  const count = Math.min(remaining, MAX_ALLOCATIONS_PER_STEP);
  const held: NewEvents = [{ type: 'AllocationsHeld', count }];
  return count < remaining ? held : [...held, { type: 'StockReserved' }];
}

/**
 * Starts a release and releases the first units. Nothing more is held after it.
 *
 * @param cart the version of the cart that releases its reservation
 */
export function startRelease(
  conclusion: Conclusion,
  reservation: ReservationIn<'reserving' | 'held' | 'committed'>,
  cart?: ReservingCart,
): Step {
  const held = heldBy(reservation).length;
  const started = { type: 'ReleaseStarted', conclusion, ...(cart === undefined ? {} : { cart }) } as const;
  return { events: [started, ...releaseUnits(held, conclusion)] };
}

/** The next step of a release. The last step ends with the conclusion that was set at its start. */
export function continueRelease({ allocationsHeld, conclusion }: ReservationIn<'releasing'>): Step {
  return { events: releaseUnits(allocationsHeld, conclusion) };
}

function releaseUnits(held: number, conclusion: Conclusion): NewEvents {
  const count = Math.min(held, MAX_ALLOCATIONS_PER_STEP);
  const released: NewEvents = [{ type: 'AllocationsReleased', count }];
  return count < held ? released : [...released, conclusion];
}
