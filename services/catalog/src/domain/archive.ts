import type { Command } from '@tradepost/aggregate/aggregate';
import type { ProductEvent, ProductState } from './product.ts';

export type ArchiveRejection = { readonly code: 'PRODUCT_NOT_FOUND'; readonly productId: string };

/**
 * Archives a product, which is final. Archiving again changes nothing. SKUs and slug stay claimed: old orders and links refer
 * to them.
 */
export const archive =
  (productId: string): Command<ProductState, ProductEvent, ArchiveRejection> =>
  (product, { at }) => {
    switch (product.status) {
      case 'none':
        return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
      case 'archived':
        return { events: [] };
      case 'draft':
      case 'active':
        return {
          events: [{ type: 'ProductArchived', product: { ...product, status: 'archived', updatedAt: at } }],
        };
      default:
        return product satisfies never;
    }
  };
