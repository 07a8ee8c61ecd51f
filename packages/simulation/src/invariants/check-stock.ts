import type { UncheckedJson } from '../dynamodb/plain.ts';
import { stockUnitsOf } from './models/stock-units.ts';
import { add, differences } from './sums.ts';
import { type Books, fateOf } from './tables.ts';
import type { Report } from './violation.ts';

/**
 * Units on hand are the units received. Reserved units are those that reservations hold. All received units are
 * available, held by reservations, sold by confirmed orders, or committed by reservations without an order.
 */
export function checkStock({ stock, reservations, adjustments, orders }: Books, report: Report): void {
  const held = new Map<string, number>();
  /** Units by SKU: received, and accounted for. */
  const received = new Map<string, number>();
  const accounted = new Map<string, number>();
  for (const state of reservations.values()) {
    for (const { sku, location, quantity } of heldBy(state)) {
      add(held, `${sku} at ${location}`, quantity);
      if (state.status !== 'committed' || !orders.has(state.orderId)) add(accounted, sku, quantity);
    }
  }
  const receivedAt = new Map<string, number>();
  for (const { events, state } of adjustments) {
    for (const { delta } of events) {
      add(receivedAt, `${state.sku} at ${state.location}`, delta);
      add(received, state.sku, delta);
    }
  }
  for (const { sku, location, onHand, reserved, available } of stock) {
    const place = `${sku} at ${location}`;
    add(accounted, sku, available);
    if (onHand !== (receivedAt.get(place) ?? 0))
      report('stock is what was received', `${place}: ${onHand}, not ${receivedAt.get(place)}`);
    if (reserved !== (held.get(place) ?? 0))
      report(
        'reserved units are those of reservations',
        `${place}: ${reserved}, not ${held.get(place) ?? 0}`,
      );
  }
  for (const log of orders.values()) {
    const events = fateOf(log);
    if (events.at(-1)?.type !== 'OrderConfirmed') continue;
    for (const [sku, quantity] of stockUnitsOf(events[0].lines)) add(accounted, sku, quantity);
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
