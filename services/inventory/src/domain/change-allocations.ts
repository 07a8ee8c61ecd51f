import { allocate, type Line, mergeLines, type Shortage, type StockBySku } from './allocate.ts';
import type { Allocation } from './reservation.ts';
import { MAX_ALLOCATIONS_PER_STEP } from './reservation-steps.ts';
import { mergeAllocations } from './stock-move.ts';

/** Returns the units of lines that allocations do not have. */
export function linesBeyond(held: readonly Allocation[], lines: readonly Line[]): readonly Line[] {
  const units = unitsBySku(held);
  return mergeLines(lines).flatMap(({ sku, quantity }) => {
    const missing = quantity - (units.get(sku) ?? 0);
    return missing > 0 ? [{ sku, quantity: missing }] : [];
  });
}

/** Returns whether allocations have exactly the units of lines. */
export function hasLines(held: readonly Allocation[], lines: readonly Line[]): boolean {
  const units = unitsBySku(held);
  const wanted = mergeLines(lines);
  return wanted.length === units.size && wanted.every(({ sku, quantity }) => units.get(sku) === quantity);
}

/**
 * Changes allocations to other lines: units of the lines stay where they are, and only units beyond them are allocated.
 * A shortage has the units of the whole line, with those that are held already.
 *
 * @param added the allocations of the units beyond, to which a bound may apply
 */
export function changeAllocations(
  held: readonly Allocation[],
  lines: readonly Line[],
  stock: StockBySku,
):
  | { readonly allocations: Allocation[]; readonly added: readonly Allocation[] }
  | { readonly shortages: Shortage[] } {
  const allocated = allocate(linesBeyond(held, lines), stock);
  if ('shortages' in allocated) {
    const units = unitsBySku(held);
    return {
      shortages: allocated.shortages.map(({ sku, requested, available }) => ({
        sku,
        requested: requested + (units.get(sku) ?? 0),
        available: available + (units.get(sku) ?? 0),
      })),
    };
  }
  const { allocations: added } = allocated;
  return { allocations: mergeAllocations([...keep(held, lines), ...added]), added };
}

/** Returns whether one transaction can change the stock of both lists of allocations. */
export function isWithinTransaction(before: readonly Allocation[], after: readonly Allocation[]): boolean {
  return mergeAllocations([...before, ...after]).length <= MAX_ALLOCATIONS_PER_STEP;
}

/** The allocations of units that the lines have, in their order. */
function keep(held: readonly Allocation[], lines: readonly Line[]): readonly Allocation[] {
  const wanted = unitsBySku(lines);
  return held.flatMap((allocation) => {
    const left = wanted.get(allocation.sku) ?? 0;
    const quantity = Math.min(left, allocation.quantity);
    wanted.set(allocation.sku, left - quantity);
    return quantity === 0 ? [] : [{ ...allocation, quantity }];
  });
}

function unitsBySku(all: readonly Line[]): Map<string, number> {
  return new Map(mergeLines(all).map(({ sku, quantity }) => [sku, quantity]));
}
