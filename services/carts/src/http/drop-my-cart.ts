import { dropMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { dropCart } from './drop-cart.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => dropMyCart(request, cartDeps()));

/** Deletes a cart of the signed-in customer. */
export async function dropMyCart(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return dropCart(request, reached, dependencies);
}
