import type { ProductEvent } from './product.ts';

/** A name that only one product may have. */
export type Claim =
  | { readonly kind: 'sku'; readonly value: string }
  | { readonly kind: 'slug'; readonly value: string };

/** Returns the claims that events take for their product, and those that they release. */
export function claimsOf(events: readonly ProductEvent[]): {
  readonly taken: readonly Claim[];
  readonly released: readonly Claim[];
} {
  return {
    taken: events.flatMap(takenBy),
    released: events.flatMap(releasedBy),
  };
}

function takenBy(event: ProductEvent): Claim[] {
  switch (event.type) {
    case 'ProductCreated':
      return [slugClaim(event.product.slug), ...event.product.variants.map(({ sku }) => skuClaim(sku))];
    case 'ProductUpdated':
      return [
        ...(event.formerSlug === undefined ? [] : [slugClaim(event.product.slug)]),
        ...event.skusAdded.map(skuClaim),
      ];
    case 'VariantChanged':
      return event.isNew ? [skuClaim(event.variant.sku)] : [];
    case 'PriceChanged':
    case 'ProductArchived':
      return [];
    default:
      return event satisfies never;
  }
}

function releasedBy(event: ProductEvent): Claim[] {
  if (event.type !== 'ProductUpdated') return [];
  return [
    ...(event.formerSlug === undefined ? [] : [slugClaim(event.formerSlug)]),
    ...event.skusRemoved.map(skuClaim),
  ];
}

function skuClaim(value: string): Claim {
  return { kind: 'sku', value };
}

function slugClaim(value: string): Claim {
  return { kind: 'slug', value };
}
