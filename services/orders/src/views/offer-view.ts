import type { Product } from '@tradepost/contracts/models/product';
import type { Offer } from '../domain/price-lines.ts';

/** An offer with the product that it comes from: newer ones replace older ones. */
export type StoredOffer = Offer & {
  readonly productId: string;
  readonly version: number;
  readonly updatedAt: string;
};

/** What is known of a product by now: the SKUs of its newest version, and all that it ever had. */
export type SeenProduct = {
  readonly version: number;
  readonly updatedAt: string;
  readonly title: string;
  readonly skus: ReadonlySet<string>;
  readonly everSkus: ReadonlySet<string>;
};

/**
 * What a product, as an event carries it whole, offers under each of its SKUs; and, under SKUs that it had and its
 * newest version has no longer, that they are not for sale. Events come in any order: an older version offers nothing.
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
