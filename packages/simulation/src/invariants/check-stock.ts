import type { Plain } from '../dynamodb/plain.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** Available and reserved are what was received; and reserved is what the reservations hold, to the unit. */
export function checkStock({ stock, reservations, adjustments }: Books): readonly Violation[] {
  const violations: Violation[] = [];
  const held = new Map<string, number>();
  for (const state of reservations.values()) {
    for (const { sku, location, quantity } of heldBy(state)) add(held, `${sku} at ${location}`, quantity);
  }
  const received = new Map<string, number>();
  for (const { events, state } of adjustments) {
    for (const { delta } of events) add(received, `${state.sku} at ${state.location}`, delta);
  }
  for (const { sku, location, onHand, reserved } of stock) {
    const place = `${sku} at ${location}`;
    if (onHand !== (received.get(place) ?? 0)) {
      violations.push({
        invariant: 'stock is what was received',
        what: `${place}: ${onHand}, not ${received.get(place)}`,
      });
    }
    if (reserved !== (held.get(place) ?? 0)) {
      violations.push({
        invariant: 'reserved is what orders hold',
        what: `${place}: ${reserved}, not ${held.get(place) ?? 0}`,
      });
    }
  }
  return violations;
}

function heldBy(
  state: Plain,
): readonly { readonly sku: string; readonly location: string; readonly quantity: number }[] {
  if (state.status === 'held' || state.status === 'committed') return state.allocations;
  if (state.status === 'reserving' || state.status === 'releasing')
    return state.allocations.slice(0, state.allocationsHeld);
  return [];
}

function add(sums: Map<string, number>, name: string, units: number): void {
  sums.set(name, (sums.get(name) ?? 0) + units);
}
