import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { decide } from './domain/decide-reservation.ts';
import { evolve, noReservation, type ReservationState } from './domain/reservation.ts';
import { MAX_ALLOCATIONS } from './domain/reservation-steps.ts';

/** Former size limit of a message on a bus or in a queue, before it became 1 MB. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Space for a CloudEvent's attributes besides its data, or for an item's keys and metadata. */
const ATTRIBUTES_BYTES = 2 * 1024;

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';

/** Decides a reservation of `count` SKUs of `skuLength` characters, each at one location. */
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
    ['with the most allocations', MAX_ALLOCATIONS, 92],
    ['with the longest SKUs', 1_384, 100],
  ])('%s fits into an item and a message', (_, count, skuLength) => {
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
