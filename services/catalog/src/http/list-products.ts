import { listProducts as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPage } from './product-page.ts';

export const handler = http(route, (request) => listProducts(request, deps()));

/** Returns a page of active products, newest first, optionally of one category. */
export async function listProducts(
  { query }: HttpRequest<typeof route>,
  { listings }: Deps,
): Promise<HttpReply<typeof route>> {
  return toPage(route, { ...query, status: 'active' }, listings);
}
