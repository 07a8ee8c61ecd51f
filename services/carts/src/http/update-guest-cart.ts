import { updateGuestCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps, type PepperDeps, pepperDeps } from '../deps.ts';
import { reachGuestCart } from './reach-cart.ts';
import { updateDetails } from './update-details.ts';

export const handler = http(route, (request) =>
  updateGuestCart(request, { ...guestDeps(), ...pepperDeps() }),
);

/** Sets e-mail address, addresses and shipping method of a cart of a guest. */
export async function updateGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps & PepperDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return updateDetails(request, reached, dependencies);
}
