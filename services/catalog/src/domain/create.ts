import type { Command } from '@tradepost/aggregate/aggregate';
import { type ComponentRejection, checkComponents, type KnownSkus } from './check-components.ts';
import type { ProductEvent, ProductFacts, ProductState } from './product.ts';
import { type TooLargeRejection, withinBounds } from './within-bounds.ts';

/** A product as it was requested, with its slug. */
export type NewProduct = Omit<ProductFacts, 'id' | 'createdAt' | 'updatedAt'>;

export type CreateRejection = TooLargeRejection | ComponentRejection;

/**
 * Creates a product. An existing product was created by the same request, from which its id is derived.
 *
 * @param known the SKUs that its bundles are made of
 */
export const create =
  (
    productId: string,
    details: NewProduct,
    known: KnownSkus = new Map(),
  ): Command<ProductState, ProductEvent, CreateRejection> =>
  (product, { at }) => {
    switch (product.status) {
      case 'none': {
        const rejection = checkComponents(productId, details.variants, { former: [], known });
        if (rejection !== undefined) return { rejection };
        return withinBounds([{ type: 'ProductCreated', product: toFacts(productId, details, at) }], at);
      }
      case 'draft':
      case 'active':
      case 'archived':
        return { events: [] };
      default:
        return product satisfies never;
    }
  };

/** Returns a product as it is after its creation at a time. */
export function toFacts(productId: string, details: NewProduct, at: string): ProductFacts {
  const { categories, description, ...rest } = details;
  return {
    id: productId,
    ...rest,
    ...(description === undefined ? {} : { description }),
    categories: [...new Set(categories)],
    variantCount: rest.variants.length,
    createdAt: at,
    updatedAt: at,
  };
}
