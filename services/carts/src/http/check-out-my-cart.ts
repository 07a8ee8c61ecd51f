import { checkOutMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { checkOut } from './begin-checkout.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => checkOutMyCart(request, cartDeps()));

/** Begins the checkout of a cart of the signed-in customer. */
export async function checkOutMyCart(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return checkOut(request, reached, dependencies);
}
