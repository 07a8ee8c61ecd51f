import type { SkuStock, StockLevel } from '@tradepost/contracts/inventory/model';
import { availableIn, bundlesAvailable, type ComponentLevels } from '../domain/bundles-available.ts';

/** Maps the stock of a SKU to its API representation: totals, and the stock at each location. */
export function toSkuStock(sku: string, locations: readonly StockLevel[]): SkuStock {
  const sum = (unitsOf: (level: StockLevel) => number) =>
    locations.reduce((total, level) => total + unitsOf(level), 0);
  return {
    sku,
    onHand: sum(({ onHand }) => onHand),
    reserved: sum(({ reserved }) => reserved),
    available: sum(({ available }) => available),
    locations: [...locations],
  };
}

/**
 * Maps the stock of the components of a bundle to that of the bundle: as many as can be made of the available units. None is reserved, as
 * orders reserve components.
 */
export function toBundleStock(sku: string, components: readonly ComponentLevels[]): SkuStock {
  const available = bundlesAvailable(components);
  return {
    ...{ sku, onHand: available, reserved: 0, available, locations: [] },
    components: components.map(({ sku: component, quantity, locations }) => ({
      ...{ sku: component, quantity, available: availableIn(locations) },
    })),
  };
}
