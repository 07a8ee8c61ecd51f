import { applyMyCartCode as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { applyGivenCode } from './apply-code.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => applyMyCartCode(request, cartDeps()));

/** Applies a discount code to a cart of the signed-in customer. */
export async function applyMyCartCode(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return applyGivenCode(request, reached, dependencies);
}
