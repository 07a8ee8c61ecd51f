import type { Command } from '@tradepost/aggregate/aggregate';
import { ifVersion, type PreconditionFailed } from '@tradepost/aggregate/if-version';
import type { ProductEvent, ProductState, Variant } from './product.ts';
import { isArchived, versionOf } from './variants.ts';

export type ArchiveVariantRejection =
  | { readonly code: 'PRODUCT_NOT_FOUND' | 'PRODUCT_ARCHIVED'; readonly productId: string }
  | { readonly code: 'VARIANT_NOT_FOUND'; readonly productId: string; readonly sku: string }
  | PreconditionFailed;

/** Facts about the variant to archive, as of `VariantToPut`. */
export type VariantToArchive = {
  readonly sku: string;
  readonly own: Variant | undefined;
  readonly accepted: '*' | readonly number[] | undefined;
};

/**
 * Archives a variant, which is final: it leaves the product's item and becomes an item of its own, which keeps its SKU. Archiving again
 * changes nothing.
 */
export const archiveVariant =
  (
    productId: string,
    { sku, own, accepted }: VariantToArchive,
  ): Command<ProductState, ProductEvent, ArchiveVariantRejection> =>
  (product, { version, at }) => {
    if (product.status === 'none') return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
    const former = product.variants.find((each) => each.sku === sku) ?? own;
    if (former === undefined) return { rejection: { code: 'VARIANT_NOT_FOUND', productId, sku } };
    if (isArchived(former)) return { events: [] };
    switch (product.status) {
      case 'archived':
        return { rejection: { code: 'PRODUCT_ARCHIVED', productId } };
      case 'draft':
      case 'active': {
        const variant = { ...former, status: 'archived' as const, version: version + 1 };
        const decision = {
          events: [{ type: 'VariantChanged' as const, variant, isNew: false, isOwn: true }],
        };
        return ifVersion<ProductState, ProductEvent, never>(accepted, () => decision)(product, {
          version: versionOf(former),
          at,
        });
      }
      default:
        return product satisfies never;
    }
  };
