import { getMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { cartNotFound, show } from './change-cart.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => getMyCart(request, cartDeps()));

/** Returns a cart of the signed-in customer, with its money and its problems as they are now. */
export async function getMyCart(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return reached === undefined ? cartNotFound(request.params.cartId) : show(reached, request, dependencies);
}
