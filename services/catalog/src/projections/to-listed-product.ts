import type { Product } from '@tradepost/contracts/catalog/model';
import * as z from 'zod/mini';

/** Maximum number of currencies in which a product is in lists by price: the first ones by their codes. */
export const MAX_LISTED_CURRENCIES = 10;
/** Maximum number of values of options and attributes by which a product is found: options first. */
export const MAX_LISTED_VALUES = 100;

/** A product as the index has it: what lists need to choose it without reading all of it. */
export const storedListedProduct = z.object({
  id: z.string(),
  /** Size of the whole product in JSON. */
  bytes: z.int(),
  /** The lowest price of its variants by currency. */
  prices: z.record(z.string(), z.int()),
  /** Values of its options and attributes, such as `colour:red`. */
  values: z.array(z.string()),
  /** It has a variant that is not archived. */
  isForSale: z.boolean(),
});

export type ListedProduct = z.infer<typeof storedListedProduct>;

/** Returns what the index has of a product. Variants that are items of their own are not part of it. */
export function toListedProduct(product: Product): ListedProduct {
  return {
    id: product.id,
    bytes: Buffer.byteLength(JSON.stringify(product)),
    prices: lowestPricesOf(product),
    values: valuesOf(product),
    isForSale: (product.variantCount ?? product.variants.length) > 0,
  };
}

function lowestPricesOf({ variants }: Product): Record<string, number> {
  const lowest = new Map<string, number>();
  for (const { prices } of variants)
    for (const [currency, amount] of Object.entries(prices))
      lowest.set(currency, Math.min(amount, lowest.get(currency) ?? amount));
  const sorted = [...lowest].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, MAX_LISTED_CURRENCIES));
}

function valuesOf({ variants, attributes = {} }: Product): string[] {
  const fields = [
    ...variants.flatMap(({ options }) => Object.entries(options)),
    ...Object.entries(attributes),
    ...variants.flatMap((variant) => Object.entries(variant.attributes ?? {})),
  ];
  const values = fields.flatMap(([name, value]) => [value].flat().map((each) => `${name}:${each}`));
  return [...new Set(values)].slice(0, MAX_LISTED_VALUES);
}
