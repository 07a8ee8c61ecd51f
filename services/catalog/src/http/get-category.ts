import { getCategory as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { categoryOf, TREE_ID } from '../domain/category-tree.ts';
import { toCategory } from '../projections/to-category.ts';

export const handler = http(route, (request) => getCategory(request, deps()));

/** Returns a category. */
export async function getCategory(
  { params: { category: slug } }: HttpRequest<typeof route>,
  { categories }: Pick<Deps, 'categories'>,
): Promise<HttpReply<typeof route>> {
  const { state } = await categories.load(TREE_ID);
  const category = categoryOf(state, slug);
  if (category === undefined) return { rejection: { code: 'CATEGORY_NOT_FOUND', category: slug } };
  return { body: toCategory(state, category), version: category.version };
}
