import { isDeepStrictEqual } from 'node:util';
import type { ProductFacts, ProductState, Variant } from './product.ts';

/** A variant as a caller sends it. */
export type GivenVariant = Omit<Variant, 'version' | 'status'>;

/** Returns true if a variant is archived. */
export function isArchived({ status }: Pick<Variant, 'status'>): boolean {
  return status === 'archived';
}

/** Returns true if a variant is a bundle: it has components, and no stock of its own. */
export function isBundle({ components }: Pick<Variant, 'components'>): boolean {
  return components !== undefined;
}

/** Number of variants of a product that are not archived. Products of the first version had all of them inline. */
export function countOf({ variants, variantCount = variants.length }: ProductFacts): number {
  return variantCount;
}

/** Returns true if a product has variants as items of their own. */
export function hasOwnVariants(product: ProductState): boolean {
  if (product.status === 'none') return false;
  return countOf(product) > product.variants.length || (product.archivedVariants ?? 0) > 0;
}

/** Version of a variant: 0 for those that are as they were created with their product. */
export function versionOf({ version = 0 }: Pick<Variant, 'version'>): number {
  return version;
}

/** Returns a variant without its version: two of the same content are equal. */
export function toContent({ version: _version, ...content }: Variant): Omit<Variant, 'version'> {
  return content;
}

/** Returns given variants with their versions: unchanged ones keep theirs, all others have the version of the change. */
export function withVersions(
  given: readonly GivenVariant[],
  former: readonly Variant[],
  version: number,
): Variant[] {
  const bySku = new Map(former.map((variant) => [variant.sku, variant]));
  return given.map((variant) => {
    const content = toContent(variant);
    const before = bySku.get(variant.sku);
    const isSame = before !== undefined && isDeepStrictEqual(toContent(before), content);
    return isSame ? before : { ...content, version };
  });
}
