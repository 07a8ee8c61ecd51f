import {
  type Allocation,
  heldBy,
  type ReservationEvent,
  type ReservationState,
  reservation,
} from './reservation.ts';

/** The changes of stock that belong to events of a reservation. Both are written in one transaction. */
export type StockMove = { readonly held: readonly Allocation[]; readonly released: readonly Allocation[] };

/**
 * Returns the changes of stock that events on a state need. Held allocations are added and removed at the end of the list
 * only. A reservation that is `taking` and becomes held by the first event has taken its units before; one that is
 * allocated anew has not.
 */
export function stockMove(before: ReservationState, events: readonly ReservationEvent[]): StockMove {
  const [first] = events;
  const isTaken = before.status === 'taking' && first?.type === 'StockReserved';
  const had = heldBy(isTaken ? reservation.evolve(before, first) : before);
  const has = heldBy(events.reduce(reservation.evolve, before));
  return {
    held: mergeAllocations(has.slice(had.length)),
    released: mergeAllocations(had.slice(has.length)),
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
