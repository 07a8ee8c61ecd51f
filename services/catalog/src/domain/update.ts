import { isDeepStrictEqual } from 'node:util';
import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import {
  type ComponentRejection,
  checkComponents,
  checkKinds,
  type KindFixed,
  type KnownSkus,
} from './check-components.ts';
import { priceChanges } from './price-changes.ts';
import type { Attributes, ProductEvent, ProductFacts, ProductState, Texts, Variant } from './product.ts';
import { countOf, type GivenVariant, toContent, withVersions } from './variants.ts';
import { type TooLargeRejection, withinBounds } from './within-bounds.ts';

/** A JSON Merge Patch (RFC 7396): an absent field is kept, `null` removes a field, and a list is replaced as a whole. */
export type ProductChanges = {
  readonly title?: string | undefined;
  readonly slug?: string | undefined;
  readonly description?: string | null | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly taxClass?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, Attributes[string] | null>> | undefined;
  readonly texts?: Readonly<Record<string, Texts | null>> | undefined;
  readonly options?: NonNullable<ProductFacts['options']> | null | undefined;
  readonly metadata?: Readonly<Record<string, string | null>> | undefined;
  readonly variants?: readonly GivenVariant[] | undefined;
  readonly status?: 'draft' | 'active' | undefined;
  readonly publishAt?: string | null | undefined;
  readonly unpublishAt?: string | null | undefined;
};

export type UpdateRejection =
  | { readonly code: 'PRODUCT_NOT_FOUND' | 'PRODUCT_ARCHIVED'; readonly productId: string }
  | { readonly code: 'VARIANTS_NOT_REPLACEABLE'; readonly variantCount: number }
  | TooLargeRejection
  | ComponentRejection
  | KindFixed;

/**
 * Updates a product: its details, its variants, its prices, or whether it is published.
 *
 * @param known the SKUs that the given bundles are made of
 */
export const update =
  (
    productId: string,
    changes: ProductChanges,
    known: KnownSkus = new Map(),
  ): Command<ProductState, ProductEvent, UpdateRejection> =>
  (product, { version, at }) => {
    switch (product.status) {
      case 'none':
        return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
      case 'archived':
        return { rejection: { code: 'PRODUCT_ARCHIVED', productId } };
      case 'draft':
      case 'active': {
        // A list replaces all variants, so it must be able to have all of them.
        if (changes.variants !== undefined && countOf(product) > product.variants.length)
          return { rejection: { code: 'VARIANTS_NOT_REPLACEABLE', variantCount: countOf(product) } };
        const given = changes.variants ?? [];
        const rejection =
          checkKinds(product.variants, given) ??
          checkComponents(productId, given, { former: product.variants, known });
        if (rejection !== undefined) return { rejection };
        return withinBounds(
          toEvents(product, { ...merge(product, changes, version + 1), updatedAt: at }),
          at,
        );
      }
      default:
        return product satisfies never;
    }
  };

function merge(product: ProductFacts, changes: ProductChanges, version: number): ProductFacts {
  const { description, taxClass, options, attributes, texts, metadata, publishAt, unpublishAt, ...kept } =
    product;
  return {
    ...kept,
    ...present({
      description: changes.description === undefined ? description : changes.description,
      taxClass: changes.taxClass === undefined ? taxClass : changes.taxClass,
      options: changes.options === undefined ? options : changes.options,
      publishAt: changes.publishAt === undefined ? publishAt : changes.publishAt,
      unpublishAt: changes.unpublishAt === undefined ? unpublishAt : changes.unpublishAt,
      attributes: mergeFields(attributes, changes.attributes),
      texts: mergeFields(texts, changes.texts),
      metadata: mergeFields(metadata, changes.metadata),
    }),
    ...(changes.title === undefined ? {} : { title: changes.title }),
    ...(changes.slug === undefined ? {} : { slug: changes.slug }),
    ...(changes.categories === undefined ? {} : { categories: [...new Set(changes.categories)] }),
    ...(changes.variants === undefined
      ? {}
      : {
          variants: withVersions(changes.variants, product.variants, version),
          variantCount: changes.variants.length,
        }),
    ...(changes.status === undefined ? {} : { status: changes.status }),
  };
}

/** Returns the fields that have a value. */
function present<Fields>(
  fields: { readonly [Name in keyof Fields]: Fields[Name] | null | undefined },
): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<Fields>;
}

/** Sets the given fields, and removes those that are null; undefined if none are left. */
function mergeFields<Value>(
  former: Readonly<Record<string, Value>> | undefined,
  changes: Readonly<Record<string, Value | null>> = {},
): Record<string, Value> | undefined {
  const fields = Object.entries({ ...former, ...changes }).filter(
    (field): field is [string, Value] => field[1] !== null,
  );
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

/** Events of a change: none if only the time differs. */
function toEvents(before: ProductFacts, product: ProductFacts): readonly NewEvent<ProductEvent>[] {
  const changes = priceChanges(before.variants, product.variants);
  const events: NewEvent<ProductEvent>[] = [];
  if (!isDeepStrictEqual(unpriced(before, product), unpriced(product, before))) {
    events.push({
      type: 'ProductUpdated',
      product,
      skusAdded: skusOnlyIn(product, before),
      skusRemoved: skusOnlyIn(before, product),
      ...(before.slug === product.slug ? {} : { formerSlug: before.slug }),
    });
  }
  if (changes.length > 0) events.push({ type: 'PriceChanged', product, changes });
  return events;
}

/** A product without the prices that PriceChanged reports: those of variants that both products have. Versions follow from the rest. */
function unpriced(product: ProductFacts, other: ProductFacts) {
  const { updatedAt: _updatedAt, variantCount: _count, variants, ...rest } = product;
  const inBoth = new Set(other.variants.map(toSku));
  return {
    ...rest,
    variants: variants
      .map(toContent)
      .map((variant) => (inBoth.has(variant.sku) ? { ...variant, prices: {} } : variant)),
  };
}

function skusOnlyIn(product: ProductFacts, other: ProductFacts): string[] {
  const others = new Set(other.variants.map(toSku));
  return product.variants.map(toSku).filter((sku) => !others.has(sku));
}

function toSku({ sku }: Variant): string {
  return sku;
}
