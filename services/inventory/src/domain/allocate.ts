import { DEFAULT_LOCATION, MAX_SHORTAGES } from '@tradepost/contracts/inventory/limits';
import type { Allocation } from './reservation.ts';

/** Requested units of a SKU. */
export type Line = { readonly sku: string; readonly quantity: number };

/** Units available at one location. */
export type Availability = {
  readonly location: string;
  readonly available: number;
  /** Reserved units that belong to carts; absent for none. */
  readonly heldByCarts?: number | undefined;
  /** Version of the stock before which a take that is planned now must happen; absent if no take may be planned. */
  readonly takeBefore?: number | undefined;
};

/** Available units by SKU: at all locations, or at the default location if that has enough. */
export type StockBySku = ReadonlyMap<string, readonly Availability[]>;

export type Shortage = { readonly sku: string; readonly requested: number; readonly available: number };

/** The locations from which the units of all lines are taken, or the SKUs that are short, up to `MAX_SHORTAGES`. */
export type Allocated = { readonly allocations: Allocation[] } | { readonly shortages: Shortage[] };

/** Merges the lines of each SKU into one, in the order of each SKU's first line. */
export function mergeLines(lines: readonly Line[]): readonly Line[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

/**
 * Decides from which locations the units of each SKU are taken: from one location if one has them all, preferably the
 * default location, otherwise from several. Allocates all lines or none.
 */
export function allocate(lines: readonly Line[], stock: StockBySku): Allocated {
  const allocations: Allocation[] = [];
  const shortages: Shortage[] = [];
  for (const { sku, quantity } of mergeLines(lines)) {
    const locations = (stock.get(sku) ?? []).filter(({ available }) => available > 0);
    const available = locations.reduce((sum, location) => sum + location.available, 0);
    if (available < quantity) shortages.push({ sku, requested: quantity, available });
    else allocations.push(...allocateSku(sku, quantity, locations));
  }
  return shortages.length > 0 ? { shortages: shortages.slice(0, MAX_SHORTAGES) } : { allocations };
}

/** Returns whether a location alone has the requested quantity. */
export function canServe({ available }: Pick<Availability, 'available'>, quantity: number): boolean {
  return available >= quantity;
}

/** Requires that the locations together have enough units. */
function allocateSku(sku: string, quantity: number, locations: readonly Availability[]): Allocation[] {
  const inOrder = locations.toSorted(byPreference);
  const single = inOrder.find((location) => canServe(location, quantity));
  if (single !== undefined) return [{ sku, location: single.location, quantity }];
  const allocations: Allocation[] = [];
  let missing = quantity;
  for (const { location, available } of inOrder) {
    if (missing === 0) break;
    const taken = Math.min(missing, available);
    allocations.push({ sku, location, quantity: taken });
    missing -= taken;
  }
  return allocations;
}

/** The default location first, then by available units; ties by name, so that the result is deterministic. */
function byPreference(one: Availability, other: Availability): number {
  return (
    Number(other.location === DEFAULT_LOCATION) - Number(one.location === DEFAULT_LOCATION) ||
    other.available - one.available ||
    (one.location < other.location ? -1 : 1)
  );
}
