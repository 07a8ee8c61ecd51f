import { removeGuestCartCode as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { normalizeCode } from '@tradepost/quote/promotion';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { removeCode } from '../domain/change-codes.ts';
import { changeCart } from './change-cart.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => removeGuestCartCode(request, guestDeps()));

/** Removes a discount code from a cart of a guest. */
export async function removeGuestCartCode(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return changeCart(request, reached, removeCode(normalizeCode(request.query.code)), dependencies);
}
