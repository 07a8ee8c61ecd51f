import { type Allocated, allocate, type StockBySku } from './allocate.ts';
import { type Conclusion, heldBy, type InStatus, type ReservationEvent } from './reservation.ts';

/** A transaction takes 100 items: the reservation itself and so many stocks. */
export const MAX_ALLOCATIONS_PER_STEP = 99;

/**
 * What one reservation may come to when its SKUs are split over locations. So many, each at its longest, still go
 * into one message on the bus (256 KB) and one item (400 KB).
 */
export const MAX_ALLOCATIONS = 1_500;

type Step = { readonly events: readonly ReservationEvent[] };

/** The next step of holding: as planned, or as the stock now allows where somebody else was there first. */
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

/** A plan that would become too large is kept as it is: the units may come back where they were. */
function reallocate({ allocations, allocationsHeld }: InStatus<'reserving'>, stock: StockBySku): Allocated {
  const planned = allocations.slice(allocationsHeld);
  const allocated = allocate(planned, stock);
  const isTooLarge =
    'allocations' in allocated && allocationsHeld + allocated.allocations.length > MAX_ALLOCATIONS;
  return isTooLarge ? { allocations: planned } : allocated;
}

/** Takes how many allocations are not held yet; returns the step that holds the next of them, or the last. */
export function hold(at: string, remaining: number): readonly ReservationEvent[] {
  const count = Math.min(remaining, MAX_ALLOCATIONS_PER_STEP);
  const held: ReservationEvent = { type: 'AllocationsHeld', at, count };
  return count < remaining ? [held] : [held, { type: 'StockReserved', at }];
}

/** What is held is given back from now on, and nothing more is taken. */
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

/** The next step of giving back; with the last of it comes what was concluded at its start. */
export function giveBack(at: string, { allocationsHeld, conclusion }: InStatus<'releasing'>): Step {
  return { events: returnUnits(at, allocationsHeld, conclusion) };
}

function returnUnits(at: string, held: number, conclusion: Conclusion): readonly ReservationEvent[] {
  const count = Math.min(held, MAX_ALLOCATIONS_PER_STEP);
  const returned: ReservationEvent = { type: 'AllocationsReturned', at, count };
  return count < held ? [returned] : [returned, { ...conclusion, at }];
}
