import type { StockLevel } from '@tradepost/contracts/inventory/model';
import type { Deps } from '../deps.ts';
import type { Component } from '../projections/to-bundles.ts';

/** The stock of a SKU at its locations; of a bundle, that of its components. */
export type FoundStock =
  | { readonly sku: string; readonly locations: readonly StockLevel[] }
  | { readonly sku: string; readonly components: readonly ComponentStock[] };

export type ComponentStock = Component & { readonly locations: readonly StockLevel[] };

/** Reads the stock of SKUs, in their order. That of a bundle is read by its components: it has none of its own. */
export async function stockOfSkus(
  skus: readonly string[],
  { stock, bundles }: Pick<Deps, 'stock' | 'bundles'>,
): Promise<readonly FoundStock[]> {
  const found = await bundles.find(skus);
  const componentsOf = (sku: string) => found.get(sku) ?? [{ sku, quantity: 1 }];
  const needed = [...new Set(skus.flatMap((sku) => componentsOf(sku).map((component) => component.sku)))];
  const levels = await stock.ofSkus(needed);
  const bySku = new Map(needed.map((sku, index) => [sku, levels[index] ?? []]));
  const locationsOf = (sku: string) => bySku.get(sku) ?? [];
  return skus.map((sku) => {
    const components = found.get(sku);
    if (components === undefined) return { sku, locations: locationsOf(sku) };
    return {
      sku,
      components: components.map((component) => ({ ...component, locations: locationsOf(component.sku) })),
    };
  });
}
