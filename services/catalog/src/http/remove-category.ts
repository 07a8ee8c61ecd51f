import { removeCategory as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { TREE_ID } from '../domain/category-tree.ts';
import { removeCategory as remove } from '../domain/remove-category.ts';
import { toCategories } from '../projections/to-category.ts';
import { toListing } from '../projections/to-listing-rows.ts';

/** An archived product cannot leave its categories. */
const STATUSES = ['draft', 'active'] as const;

export const handler = http(route, (request) => removeCategory(request, deps()));

/** Removes a category that is in no list of products. A product that is put in it meanwhile keeps the name. */
export async function removeCategory(
  request: HttpRequest<typeof route>,
  { categories, listings }: Pick<Deps, 'categories' | 'listings'>,
): Promise<HttpReply<typeof route>> {
  const { category } = request.params;
  const found = await Promise.all(
    STATUSES.map((status) => listings.places(toListing(status, category), { limit: 1 })),
  );
  const [place] = found.flatMap(({ places }) => places);
  const command = remove(category, place?.product.id, request.ifMatch);
  const result = await categories.execute(TREE_ID, command, by(request));
  return 'rejection' in result ? result : { body: { items: toCategories(result.state) } };
}
