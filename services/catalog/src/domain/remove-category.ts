import type { Command } from '@tradepost/aggregate/aggregate';
import { ifVersion, type PreconditionFailed } from '@tradepost/aggregate/if-version';
import { categoryOf, subtreeOf, type TreeEvent, type TreeState } from './category-tree.ts';

export type RemoveCategoryRejection =
  | { readonly code: 'CATEGORY_NOT_FOUND'; readonly category: string }
  | {
      readonly code: 'CATEGORY_NOT_EMPTY';
      readonly category: string;
      /** Some of the categories or products in it. */
      readonly categories?: readonly string[];
      readonly productId?: string;
    }
  | PreconditionFailed;

/** Maximum number of categories that a rejection names. */
const MAX_NAMED = 10;

/**
 * Removes a category in which there is nothing.
 *
 * @param productId a product that is in the category, if there is one
 */
export const removeCategory =
  (
    slug: string,
    productId: string | undefined,
    accepted?: '*' | readonly number[],
  ): Command<TreeState, TreeEvent, RemoveCategoryRejection> =>
  (tree, { at }) => {
    const category = categoryOf(tree, slug);
    if (category === undefined) return { rejection: { code: 'CATEGORY_NOT_FOUND', category: slug } };
    const [, ...categories] = subtreeOf(tree, slug);
    const decide: Command<TreeState, TreeEvent, RemoveCategoryRejection> = () => {
      const notEmpty = { code: 'CATEGORY_NOT_EMPTY' as const, category: slug };
      if (categories.length > 0)
        return { rejection: { ...notEmpty, categories: categories.slice(0, MAX_NAMED) } };
      if (productId !== undefined) return { rejection: { ...notEmpty, productId } };
      return { events: [{ type: 'CategoryRemoved', category }] };
    };
    return ifVersion(accepted, decide)(tree, { version: category.version, at });
  };
