import { setGuestCartLine as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { setQuantity } from '../domain/change-lines.ts';
import { changeCart } from './change-cart.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => setGuestCartLine(request, guestDeps()));

/** Sets the units of a line of a cart of a guest. */
export async function setGuestCartLine(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return changeCart(
    request,
    reached,
    setQuantity(request.params.lineId, request.body.quantity),
    dependencies,
  );
}
