import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/* Stored shapes, not API shapes: see product.ts. */

const texts = z.object({ title: z.optional(z.string()), description: z.optional(z.string()) });

const storedCategory = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.optional(z.string()),
  texts: z.optional(z.record(z.string(), texts)),
  /** Absent at the top of the tree. */
  parent: z.optional(z.string()),
  position: z.int(),
  /** Version of the tree at the last change of the category. */
  version: z.int(),
});

const treeState = z.object({ categories: z.array(storedCategory) });

const treeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('CategoryPut'), at: z.string(), category: storedCategory }),
  z.object({ type: z.literal('CategoryRemoved'), at: z.string(), category: storedCategory }),
]);

export type StoredCategory = z.infer<typeof storedCategory>;
export type TreeState = z.infer<typeof treeState>;
export type TreeEvent = z.infer<typeof treeEvent>;

/** Id of the only tree. */
export const TREE_ID = 'categories';

function evolve({ categories }: TreeState, { type, category }: TreeEvent): TreeState {
  const others = categories.filter(({ slug }) => slug !== category.slug);
  switch (type) {
    case 'CategoryPut':
      return { categories: [...others, category] };
    case 'CategoryRemoved':
      return { categories: others };
    default:
      return type satisfies never;
  }
}

/**
 * All categories: one aggregate, so that the depth of the tree, its size, and that no category is in itself are decided in one
 * write. Its commands are `putCategory` and `removeCategory` of this folder.
 */
export const categoryTree = {
  name: 'category-tree',
  initial: { categories: [] },
  evolve,
  events: { schema: treeEvent },
  state: { schema: treeState },
} satisfies StateAggregate<TreeState, TreeEvent>;

/** Returns the category with a slug. */
export function categoryOf({ categories }: TreeState, slug: string): StoredCategory | undefined {
  return categories.find((each) => each.slug === slug);
}

/** Returns the slugs of the categories that a category is in, from the top of the tree down. */
export function ancestorsOf(tree: TreeState, slug: string): readonly string[] {
  const bySlug = new Map(tree.categories.map((each) => [each.slug, each]));
  const found = new Set<string>();
  // It ends even if a category were in itself.
  for (let parent = bySlug.get(slug)?.parent; parent !== undefined; parent = bySlug.get(parent)?.parent) {
    if (found.has(parent)) break;
    found.add(parent);
  }
  return [...found].reverse();
}

/** Returns the slug of a category and those of all categories in it, each after its parent. */
export function subtreeOf({ categories }: TreeState, slug: string): readonly string[] {
  const byParent = Map.groupBy(categories, ({ parent }) => parent ?? '');
  const found = new Set([slug]);
  // The set grows while it is read, and has each once even if a category were in itself.
  for (const each of found) for (const child of byParent.get(each) ?? []) found.add(child.slug);
  return [...found];
}
