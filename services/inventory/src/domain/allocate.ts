import { DEFAULT_LOCATION } from '@tradepost/contracts/fields/identifiers';
import { type Allocation, MAX_SHORTAGES } from '@tradepost/contracts/models/stock';

/** Units of a SKU that are asked for. */
export type Line = { readonly sku: string; readonly quantity: number };

/** Units that can be sold at one location. */
export type Availability = {
  readonly location: string;
  readonly available: number;
  /** The stock's version before which a take that is planned now must happen; absent if none may be planned. */
  readonly takeBefore?: number | undefined;
};

/** What can be sold by SKU: at all locations, or at those that are enough. */
export type StockBySku = ReadonlyMap<string, readonly Availability[]>;

export type Shortage = { readonly sku: string; readonly requested: number; readonly available: number };

/** Where the units of all lines are taken from; or of what there is not enough, named up to a bound. */
export type Allocated =
  | { readonly allocations: readonly Allocation[] }
  | { readonly shortages: readonly Shortage[] };

/** The lines of one SKU as one line; the SKUs stay in the order in which they were first named. */
export function mergeLines(lines: readonly Line[]): readonly Line[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

/**
 * Decides where the units of each SKU are taken from: at one location where one has them all, the default
 * location before others, and otherwise at as few as there can be. All lines or none.
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

/** Whether a location alone has all that is asked for. */
export function canServe({ available }: Availability, quantity: number): boolean {
  return available >= quantity;
}

/** The locations have enough between them. */
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

/** The default location first, then the fullest; names settle a tie, so that the same stock decides the same. */
function byPreference(one: Availability, other: Availability): number {
  return (
    Number(other.location === DEFAULT_LOCATION) - Number(one.location === DEFAULT_LOCATION) ||
    other.available - one.available ||
    (one.location < other.location ? -1 : 1)
  );
}
