import { isDeepStrictEqual } from 'node:util';
import type { Command, Decision, NewEvent } from '@tradepost/aggregate/aggregate';
import { ifVersion, type PreconditionFailed } from '@tradepost/aggregate/if-version';
import {
  type ComponentRejection,
  checkComponents,
  checkKinds,
  type KindFixed,
  type KnownSkus,
} from './check-components.ts';
import { priceChanges } from './price-changes.ts';
import { evolve, type ProductEvent, type ProductFacts, type ProductState, type Variant } from './product.ts';
import { countOf, type GivenVariant, isArchived, toContent, versionOf } from './variants.ts';
import { type TooLargeRejection, withinBounds } from './within-bounds.ts';

/** Maximum number of variants in the item of their product. It is the maximum of one request. */
export const MAX_INLINE = 48;
/** Maximum number of variants of a product, archived ones included. */
export const MAX_TOTAL = 2_000;

export type PutVariantRejection =
  | { readonly code: 'PRODUCT_NOT_FOUND' | 'PRODUCT_ARCHIVED'; readonly productId: string }
  | { readonly code: 'VARIANT_ARCHIVED'; readonly sku: string }
  | { readonly code: 'TOO_MANY_VARIANTS'; readonly maxVariants: number }
  | TooLargeRejection
  | ComponentRejection
  | KindFixed
  | PreconditionFailed;

/** A variant to put, and the facts about it. */
export type VariantToPut = {
  readonly given: GivenVariant;
  /** The variant as it is, if it is an item of its own. */
  readonly own: Variant | undefined;
  /** The SKUs that it is made of, if it is a bundle. */
  readonly known?: KnownSkus;
  /** Versions of the variant that the caller accepts; −1 if there must be none. */
  readonly accepted: '*' | readonly number[] | undefined;
};

/**
 * Creates or replaces a variant of a product. The first variants are part of the product's item, all others are items of their
 * own. A variant that is the same already changes nothing.
 */
export const putVariant =
  (productId: string, put: VariantToPut): Command<ProductState, ProductEvent, PutVariantRejection> =>
  (product, { version, at }) => {
    switch (product.status) {
      case 'none':
        return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
      case 'archived':
        return { rejection: { code: 'PRODUCT_ARCHIVED', productId } };
      case 'draft':
      case 'active': {
        const former = product.variants.find(({ sku }) => sku === put.given.sku) ?? put.own;
        const decide = () => {
          const variant = { ...put.given, version: version + 1 };
          return decidePut(product, former, { variant, known: put.known ?? new Map() }, at);
        };
        const ofVariant = { version: former === undefined ? -1 : versionOf(former), at };
        return ifVersion(put.accepted, decide)(product, ofVariant);
      }
      default:
        return product satisfies never;
    }
  };

function decidePut(
  product: ProductFacts,
  former: Variant | undefined,
  { variant, known }: { readonly variant: Variant; readonly known: KnownSkus },
  at: string,
): Decision<ProductEvent, PutVariantRejection> {
  const { sku } = variant;
  if (former !== undefined && isArchived(former)) return { rejection: { code: 'VARIANT_ARCHIVED', sku } };
  if (former !== undefined && isDeepStrictEqual(toContent(former), toContent(variant))) return { events: [] };
  const before = former === undefined ? product.variants : [...product.variants, former];
  const rejection =
    checkKinds(before, [variant]) ??
    checkComponents(product.id, [variant], { former: before, known, isWhole: false });
  if (rejection !== undefined) return { rejection };
  const total = countOf(product) + (product.archivedVariants ?? 0);
  if (former === undefined && total >= MAX_TOTAL)
    return { rejection: { code: 'TOO_MANY_VARIANTS', maxVariants: MAX_TOTAL } };
  const isNew = former === undefined;
  const wasInline = product.variants.some((each) => each.sku === sku);
  const mayBeInline = wasInline || (isNew && product.variants.length < MAX_INLINE);
  const inline = mayBeInline ? toEvents(product, former, { variant, isNew, isOwn: false }, at) : undefined;
  if (inline !== undefined && (wasInline || 'events' in inline)) return inline;
  return toEvents(product, former, { variant, isNew, isOwn: true }, at);
}

/** The events of a change of a variant, unless one of them, or a later one with the whole product, would be too large. */
function toEvents(
  product: ProductFacts,
  former: Variant | undefined,
  change: { readonly variant: Variant; readonly isNew: boolean; readonly isOwn: boolean },
  at: string,
): Decision<ProductEvent, TooLargeRejection> {
  const changed = { type: 'VariantChanged' as const, ...change };
  const after = evolve(product, { ...changed, at });
  if (after.status === 'none') return { events: [] };
  const changes = priceChanges(former === undefined ? [] : [former], [change.variant]);
  const events: NewEvent<ProductEvent>[] = [changed];
  if (changes.length > 0) events.push({ type: 'PriceChanged', product: after, changes });
  const whole = withinBounds([{ type: 'PriceChanged', product: after, changes }], at);
  return 'rejection' in whole ? whole : withinBounds(events, at);
}
