import type { Product, ProductVariant } from '@tradepost/contracts/catalog/model';
import type { ProductFacts, Variant } from '../domain/product.ts';
import { countOf, isArchived, versionOf } from '../domain/variants.ts';

/** A product as in API responses, published events and lists. Its variants are as a caller may send them back: without their versions. */
export function toProduct(
  { archivedVariants: _archived, variants, ...facts }: ProductFacts,
  version: number,
): Product {
  return {
    ...facts,
    variants: variants.map(({ version: _version, ...variant }) => variant),
    variantCount: countOf({ ...facts, variants }),
    version,
  };
}

/** A variant as a resource of its own. */
export function toProductVariant(productId: string, variant: Variant): ProductVariant {
  return {
    ...variant,
    productId,
    status: isArchived(variant) ? 'archived' : 'active',
    version: versionOf(variant),
  };
}
