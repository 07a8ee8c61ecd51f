import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { decide } from './domain/decide-reservation.ts';
import { evolve, noReservation, type ReservationState } from './domain/reservation.ts';
import { MAX_ALLOCATIONS } from './domain/reservation-steps.ts';

/** A message of a bus or a queue, before these took 1 MB. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Attributes of a CloudEvent beside its data, or keys and metadata of an item beside its state and events. */
const ATTRIBUTES_BYTES = 2 * 1024;

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';

/** A reservation of so many SKUs of so many characters, each at one location. */
function reserve(count: number, skuLength: number) {
  const lines = Array.from({ length: count }, (_none, index) => ({
    sku: `${1_000 + index}`.padEnd(skuLength, 'x'),
    quantity: 1_000_000,
  }));
  const stock = new Map(lines.map(({ sku }) => [sku, [{ location: 'main', available: 1_000_000 }]]));
  return decide({ type: 'ReserveStock', at, lines, expiresAt, stock }, noReservation);
}

describe('the largest reservation', () => {
  it.each([
    ['of the most allocations', MAX_ALLOCATIONS, 92],
    ['of the longest SKUs', 1_384, 100],
  ])('%s fits into an item and into messages', (_, count, skuLength) => {
    expect(reserve(count + 1, skuLength)).toHaveProperty('rejection');
    const decision = reserve(count, skuLength);
    const events = 'events' in decision ? decision.events : [];
    const state = events.reduce<ReservationState>(evolve, noReservation);
    const allocations = 'allocations' in state ? state.allocations : [];
    expect(allocations).toHaveLength(count);
    expect(itemBytes({ events, state }) + ATTRIBUTES_BYTES).toBeLessThan(MAX_ITEM_BYTES);
    const message = Buffer.byteLength(JSON.stringify({ allocations, expiresAt })) + ATTRIBUTES_BYTES;
    expect(message).toBeLessThan(MAX_MESSAGE_BYTES);
  });
});
