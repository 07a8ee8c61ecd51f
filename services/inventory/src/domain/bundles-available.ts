import { bundlesIn } from '@tradepost/quote/expand-lines';

/** A component of a bundle, with its stock at each location. */
export type ComponentLevels = {
  readonly sku: string;
  /** Units in one bundle. */
  readonly quantity: number;
  readonly locations: readonly { readonly available: number }[];
};

/** Returns the bundles that the stock of all components suffices for. */
export function bundlesAvailable(components: readonly ComponentLevels[]): number {
  const units = new Map(components.map(({ sku, locations }) => [sku, availableIn(locations)]));
  return bundlesIn(components, (sku) => units.get(sku) ?? 0);
}

/** Returns the available units at all locations. */
export function availableIn(locations: ComponentLevels['locations']): number {
  return locations.reduce((sum, { available }) => sum + available, 0);
}
