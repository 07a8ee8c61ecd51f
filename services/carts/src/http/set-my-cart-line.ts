import { setMyCartLine as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { setQuantity } from '../domain/change-lines.ts';
import { changeCart } from './change-cart.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => setMyCartLine(request, cartDeps()));

/** Sets the units of a line of a cart of the signed-in customer. */
export async function setMyCartLine(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return changeCart(
    request,
    reached,
    setQuantity(request.params.lineId, request.body.quantity),
    dependencies,
  );
}
