import { createHash } from 'node:crypto';
import type { Allocation } from '../domain/reservation.ts';
import { mergeAllocations } from '../domain/stock-move.ts';

const DIGITS = 16;

/** Returns a digest of dispatched units: the same for the same units in another order, or in several parts. */
export function dispatchDigest(allocations: readonly Allocation[]): string {
  const lines = mergeAllocations(allocations).map(({ sku, location, quantity }) =>
    JSON.stringify([sku, location, quantity]),
  );
  return createHash('sha256').update(lines.toSorted().join()).digest('hex').slice(0, DIGITS);
}
