import type { Availability, StockLevel } from '@tradepost/contracts/inventory/model';
import { bundlesAvailable, type ComponentLevels } from '../domain/bundles-available.ts';

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
  components: readonly (ComponentLevels & { readonly locations: Levels })[],
): Availability {
  if (bundlesAvailable(components) === 0) return 'out';
  return components.every(({ locations }) => toShopAvailability(locations) === 'in') ? 'in' : 'low';
}
