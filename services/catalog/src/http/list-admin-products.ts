import { listAdminProducts as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPage } from './product-page.ts';

export const handler = http(route, (request) => listAdminProducts(request, deps()));

/** Returns a page of products of a status, optionally of one category and those in it. */
export async function listAdminProducts(
  { query }: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'listings' | 'categories'>,
): Promise<HttpReply<typeof route>> {
  return toPage(route, query, dependencies);
}
