import type { ListedProduct } from './to-listed-product.ts';

/** Filters of a list of products. */
export type ProductFilter = {
  readonly currency?: string | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
  readonly values?: readonly string[] | undefined;
  readonly forSale?: 'true' | undefined;
};

/** Returns true if a list reads products that the filter leaves out: all but those outside the prices of a list by price. */
export function isFiltered(filter: ProductFilter, sort: string): boolean {
  const { minPriceMinor, maxPriceMinor, values, forSale } = filter;
  const isByPrice = sort === 'price' || sort === '-price';
  const hasPrices = minPriceMinor !== undefined || maxPriceMinor !== undefined;
  return values !== undefined || forSale !== undefined || (hasPrices && !isByPrice);
}

/** Returns true if the filter accepts a product. One of the values of each name is enough. */
export function matches(product: ListedProduct, filter: ProductFilter): boolean {
  const { currency, minPriceMinor, maxPriceMinor, values = [], forSale } = filter;
  const price = currency === undefined ? undefined : product.prices[currency];
  if (minPriceMinor !== undefined || maxPriceMinor !== undefined) {
    if (price === undefined || price < (minPriceMinor ?? 0)) return false;
    if (price > (maxPriceMinor ?? Number.POSITIVE_INFINITY)) return false;
  }
  if (forSale !== undefined && (!product.isForSale || (currency !== undefined && price === undefined)))
    return false;
  const byName = Map.groupBy(values, (value) => value.slice(0, value.indexOf(':')));
  return [...byName.values()].every((some) => some.some((value) => product.values.includes(value)));
}
