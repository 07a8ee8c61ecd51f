import { isDeepStrictEqual } from 'node:util';
import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import { ifVersion, type PreconditionFailed } from '@tradepost/aggregate/if-version';
import {
  ancestorsOf,
  categoryOf,
  categoryTree,
  type StoredCategory,
  subtreeOf,
  type TreeEvent,
  type TreeState,
} from './category-tree.ts';

/** Maximum number of categories. */
export const MAX_CATEGORIES_IN_ALL = 1_000;
/** Maximum number of categories from the top of the tree down to the lowest, both included. */
export const MAX_DEPTH = 10;
/** Maximum number of a category and all those in it. A list of its products reads one list of each. */
export const MAX_CATEGORIES_IN_ONE = 100;
/** Maximum size of the tree: with the event of a change, it must fit into an item of the table (400 KB). */
export const MAX_TREE_BYTES = 240 * 1024;

export type PutCategoryRejection =
  | { readonly code: 'PARENT_CATEGORY_NOT_FOUND'; readonly parent: string }
  | { readonly code: 'CATEGORY_WITHIN_ITSELF'; readonly category: string; readonly parent: string }
  | { readonly code: 'CATEGORY_TOO_DEEP'; readonly maxDepth: number }
  | {
      readonly code: 'TOO_MANY_CATEGORIES';
      readonly maxCategories?: number;
      readonly maxBytes?: number;
      /** The category that would have too many in it; absent if there would be too many in all. */
      readonly category?: string;
    }
  | PreconditionFailed;

export type GivenCategory = Omit<StoredCategory, 'version'>;

/**
 * Creates or replaces a category. One that is the same already changes nothing.
 *
 * @param accepted versions of the category that the caller accepts; −1 if there must be none
 */
export const putCategory =
  (
    given: GivenCategory,
    accepted?: '*' | readonly number[],
  ): Command<TreeState, TreeEvent, PutCategoryRejection> =>
  (tree, { version, at }) => {
    const former = categoryOf(tree, given.slug);
    const decide = () => decidePut(tree, former, { ...given, version: version + 1 }, at);
    return ifVersion(accepted, decide)(tree, { version: former?.version ?? -1, at });
  };

function decidePut(
  tree: TreeState,
  former: StoredCategory | undefined,
  category: StoredCategory,
  at: string,
): Decision<TreeEvent, PutCategoryRejection> {
  const { slug, parent } = category;
  if (former !== undefined && isDeepStrictEqual({ ...former, version: category.version }, category))
    return { events: [] };
  if (parent !== undefined && categoryOf(tree, parent) === undefined && parent !== slug)
    return { rejection: { code: 'PARENT_CATEGORY_NOT_FOUND', parent } };
  if (parent !== undefined && subtreeOf(tree, slug).includes(parent))
    return { rejection: { code: 'CATEGORY_WITHIN_ITSELF', category: slug, parent } };
  const event = { type: 'CategoryPut' as const, category };
  const excess = excessIn(categoryTree.evolve(tree, { ...event, at }), slug);
  return excess === undefined ? { events: [event] } : { rejection: excess };
}

/** Returns the rejection of a tree in which a category has been put, if the tree exceeds a bound. */
function excessIn(tree: TreeState, slug: string): PutCategoryRejection | undefined {
  if (tree.categories.length > MAX_CATEGORIES_IN_ALL)
    return { code: 'TOO_MANY_CATEGORIES', maxCategories: MAX_CATEGORIES_IN_ALL };
  if (Buffer.byteLength(JSON.stringify(tree)) > MAX_TREE_BYTES)
    return { code: 'TOO_MANY_CATEGORIES', maxBytes: MAX_TREE_BYTES };
  if (subtreeOf(tree, slug).some((each) => ancestorsOf(tree, each).length >= MAX_DEPTH))
    return { code: 'CATEGORY_TOO_DEEP', maxDepth: MAX_DEPTH };
  const tooLarge = ancestorsOf(tree, slug).find(
    (each) => subtreeOf(tree, each).length > MAX_CATEGORIES_IN_ONE,
  );
  if (tooLarge === undefined) return undefined;
  return { code: 'TOO_MANY_CATEGORIES', maxCategories: MAX_CATEGORIES_IN_ONE, category: tooLarge };
}
