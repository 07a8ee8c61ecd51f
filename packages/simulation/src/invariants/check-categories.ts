import type { Journal } from './journal.ts';
import { treesIn, within } from './models/category-model.ts';
import type { Report } from './violation.ts';

/** Categories are a tree at every time: each is there once, its parent is there, and none is in itself. */
export function checkCategories(journal: Journal, report: Report): void {
  for (const { categories } of treesIn(journal)) {
    const slugs = new Set(categories.map(({ slug }) => slug));
    const describe = (what: string) => `${what}: ${JSON.stringify(categories)}`;
    if (slugs.size !== categories.length) report('categories are a tree', describe('one is there twice'));
    const top = categories.filter(({ parent }) => parent === undefined);
    const reached = new Set(top.flatMap(({ slug }) => [...within(categories, slug)]));
    const apart = [...slugs].filter((slug) => !reached.has(slug));
    if (apart.length > 0) report('categories are a tree', describe(`${apart} are not below the top`));
  }
}
