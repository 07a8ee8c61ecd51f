import { getGuestCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { cartNotFound, show } from './change-cart.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => getGuestCart(request, guestDeps()));

/** Returns a cart of a guest, with its money and its problems as they are now. */
export async function getGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return reached === undefined ? cartNotFound(request.params.cartId) : show(reached, request, dependencies);
}
