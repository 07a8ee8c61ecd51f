import { checkOutGuestCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { checkOut } from './begin-checkout.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => checkOutGuestCart(request, guestDeps()));

/** Begins the checkout of a cart of a guest. */
export async function checkOutGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return checkOut(request, reached, dependencies);
}
