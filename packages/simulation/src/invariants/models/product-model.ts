import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';

/** A product from `atMs` on, as responses have it. `all` are its variants, those in items of their own included. */
export type ProductAt = { readonly atMs: number; readonly product: UncheckedJson };

/** The fields of a product. */
export const PRODUCT_FIELDS = [
  ...['id', 'status', 'version', 'title', 'slug', 'description', 'categories', 'variants', 'variantCount'],
  ...['publishAt', 'unpublishAt', 'createdAt', 'updatedAt'],
];

/** Returns the states of every product in the catalogue, oldest first, by the product's id. */
export function productsIn(journal: Journal): ReadonlyMap<string, readonly ProductAt[]> {
  const products = new Map<string, ProductAt[]>();
  const own = ownVariantsIn(journal);
  for (const states of journal.of('catalog-products').values()) {
    for (const { atMs, item } of states) {
      // The tree of categories is a state of the same table.
      if (item?.state?.slug === undefined) continue;
      const ofOne = products.get(item.id) ?? [];
      products.set(item.id, [...ofOne, { atMs, product: toProduct(item, own.get(item.id) ?? []) }]);
    }
  }
  return products;
}

/** Returns every state of the variants that are items of their own, by the id of their product. */
function ownVariantsIn(journal: Journal): ReadonlyMap<string, readonly UncheckedJson[]> {
  const own = [...journal.of('catalog-products')].flatMap(([key, states]) => {
    const productId = key.split(' ')[0]?.replace('product#', '') ?? '';
    return states.flatMap(({ item }) =>
      item?.variant === undefined ? [] : [{ productId, variant: item.variant }],
    );
  });
  const byProduct = Map.groupBy(own, ({ productId }) => productId);
  return new Map([...byProduct].map(([id, states]) => [id, states.map(({ variant }) => variant)]));
}

function toProduct({ state, version }: UncheckedJson, own: readonly UncheckedJson[]): UncheckedJson {
  const stored = (state.variants ?? []) as readonly UncheckedJson[];
  const variants = stored.map(({ version: _version, ...variant }) => variant);
  // Each state of such a variant is written with that version of the product.
  const known = new Map(own.filter((each) => each.version <= version).map((each) => [each.sku, each]));
  for (const variant of stored) known.set(variant.sku, variant);
  const all = [...known.values()].map((each) => ({ status: 'active', version: 0, ...each }));
  return { ...state, variants, variantCount: state.variantCount ?? variants.length, version, all };
}
