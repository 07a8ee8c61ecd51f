import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { SentDispatch, Units } from '../workload/dispatch-stock.ts';
import type { Journal } from './journal.ts';
import { add } from './sums.ts';
import type { Report } from './violation.ts';

/** Dispatched units by the id of their reservation. */
export type Dispatched = ReadonlyMap<string, Units>;

/** Returns what every reservation has dispatched, from everything that was stored. */
export function dispatchedIn(journal: Journal): Dispatched {
  const stored = [...reservationsIn(journal)].flatMap(({ id, events }) =>
    (events as readonly UncheckedJson[]).map((event) => ({ ...event, reservationId: id })),
  );
  return sumDispatched(stored);
}

/** Returns what every reservation has dispatched, by events of which each happened once: others than `StockDispatched` are left out. */
export function sumDispatched(events: readonly UncheckedJson[]): Dispatched {
  const dispatched = new Map<string, Units>();
  for (const { type, reservationId, allocations } of events)
    if (type === 'StockDispatched')
      dispatched.set(reservationId, [...(dispatched.get(reservationId) ?? []), ...allocations]);
  return dispatched;
}

/**
 * Only sold units leave the warehouse: never more than the reservation had when it was committed, and no dispatch twice. Whatever the
 * warehouse has sent of sold units is dispatched, unless the reservation was released first.
 *
 * @param sent dispatches of units that their reservations had
 */
export function checkDispatches(journal: Journal, sent: readonly SentDispatch[], report: Report): void {
  const sold = new Map<string, Map<string, number>>();
  const made = new Map<string, Units>();
  const released = new Set<string>();
  for (const { id, state, events } of reservationsIn(journal)) {
    for (const { type, dispatchId, allocations } of events) {
      if (type === 'StockCommitted') sold.set(id, unitsOf(state.allocations));
      if (type === 'StockReleased') released.add(id);
      if (type !== 'StockDispatched') continue;
      const key = `${id} ${dispatchId}`;
      if (made.has(key)) report('no dispatch happens twice', key);
      made.set(key, allocations);
      if (released.has(id)) report('only sold units are dispatched', `${key}: it was released before`);
      const left = sold.get(id) ?? new Map<string, number>();
      for (const [place, quantity] of unitsOf(allocations)) {
        add(left, place, -quantity);
        if ((left.get(place) ?? 0) < 0) report('only sold units are dispatched', `${key}: ${place}`);
      }
    }
  }
  for (const { reservationId, dispatchId, allocations } of sent) {
    const key = `${reservationId} ${dispatchId}`;
    const found = made.get(key);
    if (found === undefined && !released.has(reservationId))
      report('a dispatch of sold units has its effect', key);
    if (found !== undefined && textOf(found) !== textOf(allocations))
      report('a dispatch has the units that the warehouse sent', `${key}: ${textOf(found)}`);
  }
}

function* reservationsIn(journal: Journal): Generator<UncheckedJson> {
  for (const [key, states] of journal.of('inventory-stock'))
    if (key.includes('reservation#')) for (const { item } of states) if (item !== undefined) yield item;
}

function unitsOf(units: Units): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, location, quantity } of units) add(sums, `${sku} at ${location}`, quantity);
  return sums;
}

function textOf(units: Units): string {
  return [...unitsOf(units)]
    .map(([place, quantity]) => `${quantity} ${place}`)
    .toSorted()
    .join(', ');
}
