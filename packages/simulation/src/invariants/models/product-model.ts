import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';

/** A product from `atMs` on, as responses have it. */
export type ProductAt = { readonly atMs: number; readonly product: UncheckedJson };

/** The fields of a product. */
export const PRODUCT_FIELDS = [
  ...['id', 'status', 'version', 'title', 'slug', 'description', 'categories', 'variants'],
  ...['createdAt', 'updatedAt'],
];

/** Returns the states of every product in the catalogue, oldest first, by the product's id. */
export function productsIn(journal: Journal): ReadonlyMap<string, readonly ProductAt[]> {
  const products = new Map<string, ProductAt[]>();
  for (const states of journal.of('catalog-products').values()) {
    for (const { atMs, item } of states) {
      if (item?.state === undefined) continue;
      const product = { ...item.state, version: item.version };
      const ofOne = products.get(item.id) ?? [];
      products.set(item.id, [...ofOne, { atMs, product }]);
    }
  }
  return products;
}
