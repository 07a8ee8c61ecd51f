import type { SkuStock, StockLevel } from '@tradepost/contracts/inventory/model';
import { bundlesIn } from '@tradepost/quote/expand-lines';
import type { Component } from './to-bundles.ts';

/** Maps the stock of a SKU to its API representation: totals, and the stock at each location. */
export function toSkuStock(sku: string, locations: readonly StockLevel[]): SkuStock {
  return {
    sku,
    onHand: sumOf(locations, ({ onHand }) => onHand),
    reserved: sumOf(locations, ({ reserved }) => reserved),
    available: availableOf(locations),
    locations: [...locations],
  };
}

/**
 * Maps the stock of the components of a bundle to that of the bundle: as many as can be made of the available units. None is reserved, as
 * orders reserve components.
 */
export function toBundleStock(
  sku: string,
  components: readonly (Component & { readonly locations: readonly StockLevel[] })[],
): SkuStock {
  const units = new Map(components.map((each) => [each.sku, availableOf(each.locations)]));
  const unitsOf = (component: string) => units.get(component) ?? 0;
  const available = bundlesIn(components, unitsOf);
  return {
    ...{ sku, onHand: available, reserved: 0, available, locations: [] },
    components: components.map(({ sku: component, quantity }) => ({
      ...{ sku: component, quantity, available: unitsOf(component) },
    })),
  };
}

function availableOf(locations: readonly StockLevel[]): number {
  return sumOf(locations, ({ available }) => available);
}

function sumOf(locations: readonly StockLevel[], unitsOf: (level: StockLevel) => number): number {
  return locations.reduce((total, level) => total + unitsOf(level), 0);
}
