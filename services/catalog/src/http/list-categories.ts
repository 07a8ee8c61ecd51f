import { listCategories as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { TREE_ID } from '../domain/category-tree.ts';
import { toCategories } from '../projections/to-category.ts';

export const handler = http(route, () => listCategories(deps()));

/** Returns all categories. */
export async function listCategories({
  categories,
}: Pick<Deps, 'categories'>): Promise<HttpReply<typeof route>> {
  const { state } = await categories.load(TREE_ID);
  return { body: { items: toCategories(state) } };
}
