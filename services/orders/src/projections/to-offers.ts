import type { Product } from '@tradepost/contracts/catalog/model';
import type { Offer } from '../domain/price-lines.ts';

/** An offer with its product and that product's version: newer offers replace older ones. */
export type StoredOffer = Offer & {
  readonly productId: string;
  readonly version: number;
  readonly updatedAt: string;
};

/** Newest known version of a product: its SKUs, and all SKUs that the product ever had. */
export type SeenProduct = {
  readonly version: number;
  readonly updatedAt: string;
  readonly title: string;
  readonly skus: ReadonlySet<string>;
  readonly everSkus: ReadonlySet<string>;
};

/**
 * Returns an offer for each SKU of a product, and under `dropped` the SKUs that its newest version no longer has, as not for
 * sale. Events arrive in any order: an older version has no offers.
 */
export function toOffers(
  { id: productId, version, updatedAt, title, status, variants }: Product,
  seen: SeenProduct,
): { readonly offers: readonly StoredOffer[]; readonly dropped: readonly StoredOffer[] } {
  const isNewest = version === seen.version;
  const offers = variants.map((variant) => ({
    productId,
    version,
    updatedAt,
    sku: variant.sku,
    title: variant.title ?? title,
    isForSale: status === 'active',
    prices: variant.prices,
    ...(variant.purchaseLimit === undefined ? {} : { purchaseLimit: variant.purchaseLimit }),
  }));
  const dropped = [...seen.everSkus]
    .filter((sku) => !seen.skus.has(sku))
    .map((sku) => ({
      productId,
      version: seen.version,
      updatedAt: seen.updatedAt,
      sku,
      title: seen.title,
      isForSale: false,
      prices: {},
    }));
  return { offers: isNewest ? offers : [], dropped };
}
