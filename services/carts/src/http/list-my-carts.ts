import { listMyCarts as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { readCartPage } from './cart-page.ts';

export const handler = http(route, (request) => listMyCarts(request, deps()));

/** Lists the carts of the signed-in customer, newest first. */
export async function listMyCarts(
  { query, caller }: HttpRequest<typeof route>,
  { carts }: Pick<Deps, 'carts'>,
): Promise<HttpReply<typeof route>> {
  return readCartPage(route, query, (page) => carts.listOfCustomer(caller.customerId, page));
}
