import { applyGuestCartCode as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { applyGivenCode } from './apply-code.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => applyGuestCartCode(request, guestDeps()));

/** Applies a discount code to a cart of a guest. */
export async function applyGuestCartCode(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return applyGivenCode(request, reached, dependencies);
}
