import type { PriceChange, Variant } from './product.ts';

/**
 * Returns the price changes of variants that are in both lists. Variants that were added or removed are part of
 * ProductUpdated. The changes of a variant are sorted by currency: stored prices have no order, and the same decision must
 * always have the same result.
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
