import { updateMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type CartDeps, cartDeps, type PepperDeps, pepperDeps } from '../deps.ts';
import { reachMyCart } from './reach-cart.ts';
import { updateDetails } from './update-details.ts';

export const handler = http(route, (request) => updateMyCart(request, { ...cartDeps(), ...pepperDeps() }));

/** Sets e-mail address, addresses and shipping method of a cart of the signed-in customer. */
export async function updateMyCart(
  request: HttpRequest<typeof route>,
  dependencies: CartDeps & PepperDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return updateDetails(request, reached, dependencies);
}
