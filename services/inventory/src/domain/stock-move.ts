import {
  type Allocation,
  heldBy,
  type ReservationEvent,
  type ReservationState,
  reservation,
} from './reservation.ts';

/** The changes of stock that belong to events of a reservation. All are written in one transaction. */
export type StockMove = {
  readonly held: readonly Allocation[];
  readonly released: readonly Allocation[];
  /** Units that left the warehouse: they were reserved before. */
  readonly dispatched: readonly Allocation[];
  /** Changes of the units that carts hold: above 0 if a cart holds more, below 0 if it holds less. */
  readonly ofCarts: readonly Allocation[];
};

/**
 * Returns the changes of stock that events on a state need. A reservation that is `taking` and becomes held by the first event has
 * taken its units before; one that is allocated anew has not.
 */
export function stockMove(before: ReservationState, events: readonly ReservationEvent[]): StockMove {
  const [first] = events;
  const isTaken = before.status === 'taking' && first?.type === 'StockReserved';
  const from = isTaken ? reservation.evolve(before, first) : before;
  const to = events.reduce(reservation.evolve, before);
  const dispatched = mergeAllocations(
    events.flatMap((event) => (event.type === 'StockDispatched' ? event.allocations : [])),
  );
  const changes = difference(heldBy(from), [...heldBy(to), ...dispatched]);
  return {
    held: changes.filter(({ quantity }) => quantity > 0),
    released: changes
      .filter(({ quantity }) => quantity < 0)
      .map((change) => ({ ...change, quantity: -change.quantity })),
    dispatched,
    ofCarts: difference(heldByCart(from), heldByCart(to)),
  };
}

function heldByCart(state: ReservationState): readonly Allocation[] {
  return state.status === 'none' || state.cart === undefined ? [] : heldBy(state);
}

/** The changes by stock: units after, less units before. */
function difference(before: readonly Allocation[], after: readonly Allocation[]): Allocation[] {
  const had = before.map((allocation) => ({ ...allocation, quantity: -allocation.quantity }));
  return mergeAllocations([...had, ...after]).filter(({ quantity }) => quantity !== 0);
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
