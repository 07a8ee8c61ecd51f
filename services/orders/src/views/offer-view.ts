import type { Product } from '@tradepost/contracts/models/product';
import type { Offer } from '../domain/price-lines.ts';

/** An offer with the product that it comes from: newer ones replace older ones. */
export type StoredOffer = Offer & {
  readonly productId: string;
  readonly version: number;
  readonly updatedAt: string;
};

/**
 * What a product, as an event carries it whole, offers under each of its SKUs; and, under SKUs that it had and
 * has no longer, that they are not for sale.
 *
 * @param formerSkus the SKUs that the product had when it was last seen
 */
export function toOffers(product: Product, formerSkus: readonly string[]): readonly StoredOffer[] {
  const source = { productId: product.id, version: product.version, updatedAt: product.updatedAt };
  const offers = product.variants.map((variant) => ({
    ...source,
    sku: variant.sku,
    title: variant.title ?? product.title,
    isForSale: product.status === 'active',
    prices: variant.prices,
  }));
  const present = new Set(offers.map(({ sku }) => sku));
  const dropped = formerSkus
    .filter((sku) => !present.has(sku))
    .map((sku) => ({ ...source, sku, title: product.title, isForSale: false, prices: {} }));
  return [...offers, ...dropped];
}
