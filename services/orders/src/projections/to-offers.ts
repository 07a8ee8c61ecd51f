import type { Product, ProductVariant, Variant } from '@tradepost/contracts/catalog/model';
import type { Offer } from '../domain/price-lines.ts';

/**
 * The part of an offer that follows from the variant, with the version of the product: newer ones replace older ones. The title
 * is absent if the variant has that of its product.
 */
export type StoredOffer = Omit<Offer, 'title'> & {
  readonly title?: string | undefined;
  readonly productId: string;
  readonly version: number;
  readonly updatedAt: string;
};

/** The part of the offers of a product that follows from the product. */
export type StoredProduct = Pick<Product, 'version' | 'updatedAt' | 'title'> & {
  readonly productId: string;
  /** Absent in products of the first version, whose offers have the status. */
  readonly status?: Product['status'] | undefined;
};

/** A product in an event, with some of its variants, and SKUs that it no longer has. */
export type ProductChange = Omit<Product, 'variants'> & {
  readonly variants: readonly (Variant | ProductVariant)[];
  readonly skusRemoved?: readonly string[] | undefined;
};

/** Takes an event of the catalogue; returns the offers of its variants, and its removed SKUs as not for sale. */
export function toOffers({ id: productId, version, updatedAt, variants, skusRemoved = [] }: ProductChange): {
  readonly offers: readonly StoredOffer[];
  readonly removed: readonly StoredOffer[];
} {
  const of = { productId, version, updatedAt };
  return {
    offers: variants.map((variant) => ({
      ...of,
      sku: variant.sku,
      ...(variant.title === undefined ? {} : { title: variant.title }),
      isForSale: !('status' in variant && variant.status === 'archived'),
      prices: variant.prices,
      ...(variant.purchaseLimit === undefined ? {} : { purchaseLimit: variant.purchaseLimit }),
      ...(variant.components === undefined ? {} : { components: variant.components }),
    })),
    removed: skusRemoved.map((sku) => ({ ...of, sku, isForSale: false, prices: {} })),
  };
}

/** A stored offer with its product; undefined stands for a product that has not been stored yet. */
export type OfferOfProduct = { readonly stored: StoredOffer; readonly product: StoredProduct | undefined };

/**
 * Joins a stored offer with its product. A bundle is for sale while each of its components is neither archived nor removed; one of a
 * draft may be sold in bundles alone. One that has not been stored yet counts as missing: the catalogue itself is read then.
 *
 * @param components offers of the components of the bundle, by SKU
 */
export function toOffer(
  { stored, product }: OfferOfProduct,
  components: ReadonlyMap<string, OfferOfProduct> = new Map(),
): Offer {
  const { productId: _productId, version: _version, updatedAt: _updatedAt, ...offer } = stored;
  return {
    ...offer,
    title: stored.title ?? product?.title ?? stored.sku,
    isForSale:
      stored.isForSale &&
      (product?.status ?? 'active') === 'active' &&
      (stored.components ?? []).every(({ sku }) => isThere(components.get(sku))),
  };
}

function isThere(found: OfferOfProduct | undefined): boolean {
  return found?.stored.isForSale === true && found.product?.status !== 'archived';
}
