import { putCategory as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { categoryOf, TREE_ID } from '../domain/category-tree.ts';
import { putCategory as put } from '../domain/put-category.ts';
import { toCategory } from '../projections/to-category.ts';

export const handler = http(route, (request) => putCategory(request, deps()));

/** Creates or replaces a category, only if it is at a version that `If-Match` names, or missing with `If-None-Match: *`. */
export async function putCategory(
  request: HttpRequest<typeof route>,
  { categories }: Pick<Deps, 'categories'>,
): Promise<HttpReply<typeof route>> {
  const { category: slug } = request.params;
  const command = put({ ...request.body, slug }, request.ifMatch);
  const result = await categories.execute(TREE_ID, command, by(request));
  if ('rejection' in result) return result;
  const category = categoryOf(result.state, slug);
  if (category === undefined) throw new Error(`the command left no category ${slug}`);
  return { body: toCategory(result.state, category), version: category.version };
}
