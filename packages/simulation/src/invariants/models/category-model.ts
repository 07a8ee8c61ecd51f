import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';

type Category = UncheckedJson & { readonly slug: string; readonly parent?: string };

/** The tree of categories from `atMs` on. */
export type TreeAt = { readonly atMs: number; readonly categories: readonly Category[] };

/** Returns the states of the tree of categories, oldest first. */
export function treesIn(journal: Journal): readonly TreeAt[] {
  const states = journal.of('catalog-products').get('category-tree#categories state') ?? [];
  return states.map(({ atMs, item }) => ({ atMs, categories: item?.state.categories ?? [] }));
}

/** Returns the slugs of a category and of all that are in it, at whatever depth. */
export function within(categories: readonly Category[] | undefined, slug: string): ReadonlySet<string> {
  const found = new Set([slug]);
  for (const each of found)
    for (const category of categories ?? []) if (category.parent === each) found.add(category.slug);
  return found;
}
