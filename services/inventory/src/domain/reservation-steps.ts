import type { Allocation } from '@tradepost/contracts/inventory/model';
import { type Allocated, allocate, type StockBySku } from './allocate.ts';
import { type Conclusion, heldBy, type InStatus, type ReservationEvent } from './reservation.ts';

/** A transaction has at most 100 items: the reservation and 99 stock items. */
export const MAX_ALLOCATIONS_PER_STEP = 99;

/**
 * Limits of a reservation: this many allocations, with this many bytes of SKUs and locations, fit into one message on
 * the bus (256 KB), and twice, as event and as state, into one item (400 KB).
 */
export const MAX_ALLOCATIONS = 1_500;
const MAX_TEXT_BYTES = 144_000;

type Step = { readonly events: readonly ReservationEvent[] };

/** The next step of holding: as planned, or, if `stock` is given because units were taken first, allocated again. */
export function takeOn(
  { at, stock }: { readonly at: string; readonly stock?: StockBySku | undefined },
  reservation: InStatus<'reserving'>,
): Step {
  const { allocations, allocationsHeld } = reservation;
  if (stock === undefined) return { events: hold(at, allocations.length - allocationsHeld) };
  const allocated = reallocate(reservation, stock);
  if ('shortages' in allocated) {
    const { shortages } = allocated;
    return startRelease(at, { type: 'StockReservationRefused', shortages: [...shortages] }, reservation);
  }
  const { allocations: remaining } = allocated;
  return { events: [{ type: 'StockReallocated', at, remaining }, ...hold(at, remaining.length)] };
}

/** Allocates the rest again. If the result would be too large, keeps the plan: its units may become available again. */
function reallocate({ allocations, allocationsHeld }: InStatus<'reserving'>, stock: StockBySku): Allocated {
  const planned = allocations.slice(allocationsHeld);
  const allocated = allocate(planned, stock);
  const wouldBeTooLarge =
    'allocations' in allocated &&
    isTooLarge([...allocations.slice(0, allocationsHeld), ...allocated.allocations]);
  return wouldBeTooLarge ? { allocations: planned } : allocated;
}

/** Returns whether a reservation with these allocations is too large to be stored or published. */
export function isTooLarge(allocations: readonly Allocation[]): boolean {
  if (allocations.length > MAX_ALLOCATIONS) return true;
  const bytes = allocations.reduce((sum, { sku, location }) => sum + bytesOf(sku) + bytesOf(location), 0);
  return bytes > MAX_TEXT_BYTES;
}

/** UTF-8 bytes of a text in JSON, without the quotes. */
function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** Returns the step that holds the next allocations, of `remaining` ones; the last step publishes `StockReserved`. */
export function hold(at: string, remaining: number): readonly ReservationEvent[] {
  const count = Math.min(remaining, MAX_ALLOCATIONS_PER_STEP);
  const held: ReservationEvent = { type: 'AllocationsHeld', at, count };
  return count < remaining ? [held] : [held, { type: 'StockReserved', at }];
}

/** Starts a release and returns the first units. Nothing more is held after it. */
export function startRelease(
  at: string,
  conclusion: Conclusion,
  reservation: InStatus<'reserving' | 'held' | 'committed'>,
): Step {
  const held = heldBy(reservation).length;
  return {
    events: [{ type: 'ReleaseStarted', at, conclusion }, ...returnUnits(at, held, conclusion)],
  };
}

/** The next step of a release. The last step ends with the conclusion that was set at its start. */
export function giveBack(at: string, { allocationsHeld, conclusion }: InStatus<'releasing'>): Step {
  return { events: returnUnits(at, allocationsHeld, conclusion) };
}

function returnUnits(at: string, held: number, conclusion: Conclusion): readonly ReservationEvent[] {
  const count = Math.min(held, MAX_ALLOCATIONS_PER_STEP);
  const returned: ReservationEvent = { type: 'AllocationsReturned', at, count };
  return count < held ? [returned] : [returned, { ...conclusion, at }];
}
