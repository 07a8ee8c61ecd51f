import type { Availability, StockLevel } from '@tradepost/contracts/inventory/model';
import { bundlesIn } from '@tradepost/quote/expand-lines';
import type { Component } from './to-bundles.ts';

type Levels = readonly Pick<StockLevel, 'available' | 'lowStockThreshold'>[];

/**
 * Maps the stock of a SKU at its locations to what a shop shows. A location with few units does not make a SKU low while
 * another has more than its threshold.
 */
export function toShopAvailability(locations: Levels): Availability {
  if (locations.every(({ available }) => available === 0)) return 'out';
  return locations.some(({ available, lowStockThreshold }) => available > lowStockThreshold) ? 'in' : 'low';
}

/** Maps the stock of the components of a bundle to what a shop shows: a bundle is low if a component is. */
export function toBundleAvailability(
  components: readonly (Component & { readonly locations: Levels })[],
): Availability {
  const units = new Map(
    components.map(({ sku, locations }) => [
      sku,
      locations.reduce((sum, { available }) => sum + available, 0),
    ]),
  );
  if (bundlesIn(components, (sku) => units.get(sku) ?? 0) === 0) return 'out';
  return components.every(({ locations }) => toShopAvailability(locations) === 'in') ? 'in' : 'low';
}
