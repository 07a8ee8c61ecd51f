import type { Product, ProductVariant, Variant } from '@tradepost/contracts/catalog/model';

/** Units of a SKU in one bundle. */
export type Component = { readonly sku: string; readonly quantity: number };

/** A bundle with the version of its product: newer ones replace older ones. Without components, its product no longer has it. */
export type StoredBundle = {
  readonly sku: string;
  readonly components?: readonly Component[] | undefined;
  readonly productId: string;
  readonly version: number;
  readonly updatedAt: string;
};

/** A product in an event, with some of its variants, and SKUs that it no longer has. */
export type ProductChange = Pick<Product, 'id' | 'version' | 'updatedAt'> & {
  readonly variants: readonly Pick<Variant | ProductVariant, 'sku' | 'components'>[];
  readonly skusRemoved?: readonly string[] | undefined;
};

/** Takes an event of the catalogue; returns the bundles among its variants, and the SKUs that are no bundle of this product any more. */
export function toBundles({
  id: productId,
  version,
  updatedAt,
  variants,
  skusRemoved = [],
}: ProductChange): readonly StoredBundle[] {
  const of = { productId, version, updatedAt };
  return [
    ...variants.flatMap(({ sku, components }) =>
      components === undefined ? [] : [{ ...of, sku, components }],
    ),
    ...skusRemoved.map((sku) => ({ ...of, sku })),
  ];
}
