import type { PriceChange, Variant } from '@tradepost/contracts/models/product';

/**
 * What changed in the prices of the variants that stand on both lists. A variant that came or went is no change
 * of prices: ProductUpdated tells of it. The changes of a variant are in the order of the currencies, since stored
 * prices have none: the same decision always says the same.
 */
export function priceChanges(before: readonly Variant[], after: readonly Variant[]): PriceChange[] {
  const former = new Map(before.map((variant) => [variant.sku, variant.prices]));
  return after.flatMap(({ sku, prices }) => {
    const from = former.get(sku);
    return from === undefined ? [] : changesOf(sku, from, prices);
  });
}

function changesOf(sku: string, from: Variant['prices'], to: Variant['prices']): PriceChange[] {
  const currencies = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...currencies].toSorted().flatMap((currency) => {
    const fromMinor = from[currency];
    const toMinor = to[currency];
    if (fromMinor === toMinor) return [];
    return [
      {
        sku,
        currency,
        ...(fromMinor === undefined ? {} : { fromMinor }),
        ...(toMinor === undefined ? {} : { toMinor }),
      },
    ];
  });
}
