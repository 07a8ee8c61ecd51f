import { dropGuestCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { dropCart } from './drop-cart.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => dropGuestCart(request, guestDeps()));

/** Deletes a cart of a guest. */
export async function dropGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return dropCart(request, reached, dependencies);
}
