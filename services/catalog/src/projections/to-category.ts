import type { Category } from '@tradepost/contracts/catalog/category';
import { ancestorsOf, type StoredCategory, type TreeState } from '../domain/category-tree.ts';

/** A category as in API responses and published events. */
export function toCategory(tree: TreeState, category: StoredCategory): Category {
  return { ...category, ancestors: [...ancestorsOf(tree, category.slug)] };
}

/** All categories in the order to show them: each before those that are in it. */
export function toCategories(tree: TreeState): Category[] {
  const byParent = Map.groupBy(tree.categories, ({ parent }) => parent ?? '');
  const under = (parent: string): Category[] =>
    (byParent.get(parent) ?? [])
      .toSorted(byPosition)
      .flatMap((each) => [toCategory(tree, each), ...under(each.slug)]);
  return under('');
}

function byPosition(one: StoredCategory, other: StoredCategory): number {
  return one.position - other.position || compare(one.title, other.title) || compare(one.slug, other.slug);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
