import { addMyCartLine as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps } from '../deps.ts';
import { addUnits } from './add-units.ts';
import { reachMyCart } from './reach-cart.ts';

export const handler = http(route, (request) => addMyCartLine(request, cartDeps()));

/** Adds units of a SKU to a cart of the signed-in customer. */
export async function addMyCartLine(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return addUnits(request, reached, dependencies);
}
