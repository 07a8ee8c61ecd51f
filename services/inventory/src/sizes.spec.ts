import { prepareCommit } from '@tradepost/aggregate/executor';
import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { reservation } from './domain/reservation.ts';
import { MAX_ALLOCATIONS } from './domain/reservation-steps.ts';
import { reserve } from './domain/reserve.ts';

/** Former size limit of a message on a bus or in a queue, before it became 1 MB. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Space for a CloudEvent's attributes besides its data, or for an item's keys and metadata. */
const ATTRIBUTES_BYTES = 2 * 1024;

const at = '2026-01-01T10:00:00.000Z';
const expiresAt = '2026-01-01T10:30:00.000Z';

/** Decides a reservation of `count` SKUs of `skuLength` characters, each at one location. */
function reserveOf(count: number, skuLength: number) {
  const lines = Array.from({ length: count }, (_none, index) => ({
    sku: `${1_000 + index}`.padEnd(skuLength, 'x'),
    quantity: 1_000_000,
  }));
  const stock = new Map(lines.map(({ sku }) => [sku, [{ location: 'main', available: 1_000_000 }]]));
  const { step } = reserve({ lines, ttlMs: 1_800_000 });
  return step({ stock })(reservation.initial, { version: -1, at });
}

describe('the largest reservation', () => {
  it.each([
    ['with the most allocations', MAX_ALLOCATIONS, 92],
    ['with the longest SKUs', 1_384, 100],
  ])('%s fits into an item and a message', (_, count, skuLength) => {
    expect(reserveOf(count + 1, skuLength)).toHaveProperty('rejection');
    const decision = reserveOf(count, skuLength);
    const created = 'events' in decision ? decision.events : [];
    const { events, state } = prepareCommit(
      reservation,
      { version: -1, state: reservation.initial },
      created,
      {
        at,
        actor: 'tradepost.orders',
        correlationId: 'cor-1',
      },
    );
    const allocations = 'allocations' in state ? state.allocations : [];
    expect(allocations).toHaveLength(count);
    expect(itemBytes({ events, state }) + ATTRIBUTES_BYTES).toBeLessThan(MAX_ITEM_BYTES);
    const message = Buffer.byteLength(JSON.stringify({ allocations, expiresAt })) + ATTRIBUTES_BYTES;
    expect(message).toBeLessThan(MAX_MESSAGE_BYTES);
  });
});
