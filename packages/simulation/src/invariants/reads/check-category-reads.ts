import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Answered } from '../../world/http-client.ts';
import { during } from '../during.ts';
import { type TreeAt, treesIn } from '../models/category-model.ts';
import { differences } from '../models/differences.ts';
import type { Facts, ReadCheck } from './read-check.ts';

const FIELDS = ['slug', 'title', 'parent', 'position', 'version'];

/** A response with all categories is the tree as it was at one time, each category after its parent. */
export const checkCategoryTree: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  if (status !== 200) return undefined;
  const items = body.items as readonly UncheckedJson[];
  const misplaced = items.find(
    ({ parent }, place) => parent !== undefined && !items.slice(0, place).some(({ slug }) => slug === parent),
  );
  if (misplaced !== undefined) return `${misplaced.slug} is before its parent`;
  const isSame = (tree: TreeAt | undefined) => nameOf(tree?.categories ?? []) === nameOf(items);
  return statesIn(facts, answered).some(isSame) ? undefined : `there was no such tree: ${nameOf(items)}`;
};

/** A response with one category is that category as it was at a time; one that is not found was missing at a time. */
export const checkCategory: ReadCheck = (answered, facts) => {
  const { status, body } = answered.answer;
  const slug = answered.params['category'];
  const found = statesIn(facts, answered).map((tree) =>
    tree?.categories.find((category) => category.slug === slug),
  );
  if (status === 404) return found.includes(undefined) ? undefined : 'the category exists';
  if (status !== 200) return undefined;
  const state = found.find((category) => category?.version === body.version);
  if (state === undefined) return `version ${body.version} was not current`;
  return differences(body, state, FIELDS);
};

function statesIn({ journal }: Facts, { sentMs, answeredMs }: Answered) {
  return during(treesIn(journal), sentMs, answeredMs);
}

function nameOf(categories: readonly UncheckedJson[]): string {
  return categories
    .map(({ slug, parent, version }) => `${slug} in ${parent} at ${version}`)
    .sort()
    .join(', ');
}
