import { isDeepStrictEqual } from 'node:util';
import type { ProductFacts, Variant } from './product.ts';
import { type GivenVariant, isArchived, isBundle } from './variants.ts';

/** Variants with their products, by SKU. SKUs that no product has are absent. */
export type KnownSkus = ReadonlyMap<string, { readonly product: ProductFacts; readonly variant: Variant }>;

/** A component that a bundle cannot have. */
export type ComponentRejection = {
  readonly code: 'COMPONENT_NOT_FOUND' | 'COMPONENT_ARCHIVED' | 'COMPONENT_IS_BUNDLE';
  /** The bundle. */
  readonly sku: string;
  readonly component: string;
};

/** A bundle must not become another variant, nor the other way round. */
export type KindFixed = { readonly code: 'VARIANT_KIND_FIXED'; readonly sku: string };

/**
 * Checks the components of variants that are created or changed: each exists, or is created with them, is not archived, and is no
 * bundle. A bundle whose components stay the same is not checked: one of them may have been archived since.
 */
export function checkComponents(
  productId: string,
  given: readonly GivenVariant[],
  {
    former,
    known,
    isWhole = true,
  }: {
    /** Variants of the product before the change. */
    readonly former: readonly Variant[];
    readonly known: KnownSkus;
    /** The given variants are all that the product has after the change. */
    readonly isWhole?: boolean;
  },
): ComponentRejection | undefined {
  const before = new Map(former.map((variant) => [variant.sku, variant]));
  const after = new Map([...(isWhole ? [] : former), ...given].map((variant) => [variant.sku, variant]));
  const problemOf = (component: string): ComponentRejection['code'] | undefined => {
    const own = after.get(component);
    if (own !== undefined) return isBundle(own) ? 'COMPONENT_IS_BUNDLE' : undefined;
    const found = known.get(component);
    if (found === undefined) return 'COMPONENT_NOT_FOUND';
    if (isWithdrawn(found)) return 'COMPONENT_ARCHIVED';
    // The change removes it from this product.
    if (isWhole && found.product.id === productId) return 'COMPONENT_NOT_FOUND';
    return isBundle(found.variant) ? 'COMPONENT_IS_BUNDLE' : undefined;
  };
  for (const variant of given) {
    const { sku, components = [] } = variant;
    const earlier = before.get(sku);
    if (earlier !== undefined && isDeepStrictEqual(earlier.components, variant.components)) continue;
    for (const { sku: component } of components) {
      const code = problemOf(component);
      if (code !== undefined) return { code, sku, component };
    }
  }
  return undefined;
}

/**
 * Returns the rejection of the first given variant that would become a bundle, or another variant. A variant is a bundle, or not, from its
 * creation on: so no component becomes a bundle later, whatever happens at the same time.
 */
export function checkKinds(
  former: readonly Variant[],
  given: readonly GivenVariant[],
): KindFixed | undefined {
  const changed = given.find((variant) =>
    former.some(
      ({ sku, components }) => sku === variant.sku && isBundle({ components }) !== isBundle(variant),
    ),
  );
  return changed && { code: 'VARIANT_KIND_FIXED', sku: changed.sku };
}

/**
 * Returns the components of a bundle that are archived, by themselves or with their product, or removed: while it has any, it is not
 * for sale. Components of a draft count as there: they may be sold in bundles alone.
 */
export function unavailableComponents(
  { components = [] }: Pick<Variant, 'components'>,
  known: KnownSkus,
): readonly string[] {
  return components.flatMap(({ sku }) => {
    const found = known.get(sku);
    return found === undefined || isWithdrawn(found) ? [sku] : [];
  });
}

function isWithdrawn({ product, variant }: { readonly product: ProductFacts; readonly variant: Variant }) {
  return product.status === 'archived' || isArchived(variant);
}

/** Returns the SKUs of the components of variants. */
export function componentsOf(variants: readonly Pick<GivenVariant, 'components'>[]): readonly string[] {
  return [...new Set(variants.flatMap(({ components = [] }) => components.map(({ sku }) => sku)))];
}
