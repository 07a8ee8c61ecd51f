import { removeMyCartCode as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { normalizeCode } from '@tradepost/quote/promotion';
import { type CartDeps, cartDeps } from '../deps.ts';
import { removeCode } from '../domain/change-codes.ts';
import { changeCart } from './change-cart.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => removeMyCartCode(request, cartDeps()));

/** Removes a discount code from a cart of the signed-in customer. */
export async function removeMyCartCode(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return changeCart(request, reached, removeCode(normalizeCode(request.query.code)), dependencies);
}
