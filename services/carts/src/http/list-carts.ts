import { listCarts as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { readCartPage } from './cart-page.ts';

export const handler = http(route, (request) => listCarts(request, deps()));

/** Lists abandoned carts, the last abandoned first. */
export async function listCarts(
  { query }: HttpRequest<typeof route>,
  { carts }: Pick<Deps, 'carts'>,
): Promise<HttpReply<typeof route>> {
  return readCartPage(route, query, carts.listAbandoned);
}
