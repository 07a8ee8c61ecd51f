import type { UncheckedJson } from '../dynamodb/plain.ts';
import { stockUnitsOf } from './models/stock-units.ts';
import { add, differences } from './sums.ts';
import { type Books, fateOf } from './tables.ts';
import type { Report } from './violation.ts';

/**
 * Units on hand are the units received, without those dispatched. Reserved units are those that reservations hold. All received units
 * are available, held by reservations, sold by confirmed orders, committed by reservations without an order, or dispatched.
 */
export function checkStock(
  { stock, reservations, adjustments, orders, dispatched }: Books,
  report: Report,
): void {
  const confirmed = new Set(
    [...orders].flatMap(([id, log]) => (fateOf(log).at(-1)?.type === 'OrderConfirmed' ? [id] : [])),
  );
  /** Units on hand by their place: received, less dispatched. */
  const onHandAt = new Map<string, number>();
  const held = new Map<string, number>();
  /** Units by SKU: received, and accounted for. */
  const received = new Map<string, number>();
  const accounted = new Map<string, number>();
  for (const [id, state] of reservations) {
    const isSold = state.status === 'committed' || state.status === 'dispatched';
    const isOfOrder = isSold && orders.has(state.orderId);
    for (const { sku, location, quantity } of heldBy(state)) {
      add(held, `${sku} at ${location}`, quantity);
      if (!isOfOrder) add(accounted, sku, quantity);
    }
    for (const { sku, location, quantity } of dispatched.get(id) ?? []) {
      add(onHandAt, `${sku} at ${location}`, -quantity);
      // A confirmed order has sold them.
      if (!isOfOrder || !confirmed.has(state.orderId)) add(accounted, sku, quantity);
    }
  }
  for (const { events, state } of adjustments) {
    for (const { delta } of events) {
      add(onHandAt, `${state.sku} at ${state.location}`, delta);
      add(received, state.sku, delta);
    }
  }
  for (const { sku, location, onHand, reserved, available } of stock) {
    const place = `${sku} at ${location}`;
    add(accounted, sku, available);
    if (onHand !== (onHandAt.get(place) ?? 0))
      report(
        'stock is what was received and not dispatched',
        `${place}: ${onHand}, not ${onHandAt.get(place)}`,
      );
    if (reserved !== (held.get(place) ?? 0))
      report(
        'reserved units are those of reservations',
        `${place}: ${reserved}, not ${held.get(place) ?? 0}`,
      );
  }
  for (const id of confirmed) {
    const [placed] = fateOf(orders.get(id) ?? []);
    for (const [sku, quantity] of stockUnitsOf(placed?.lines ?? [])) add(accounted, sku, quantity);
  }
  for (const [sku, units, of] of differences(accounted, received))
    report('available, reserved and sold units are those received', `${sku}: ${units} of ${of}`);
}

function heldBy(
  state: UncheckedJson,
): readonly { readonly sku: string; readonly location: string; readonly quantity: number }[] {
  if (state.status === 'held' || state.status === 'committed') return state.allocations;
  if (state.status === 'reserving' || state.status === 'releasing')
    return state.allocations.slice(0, state.allocationsHeld);
  return [];
}
