import { addGuestCartLine as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { addUnits } from './add-units.ts';
import { reachGuestCart } from './reach-cart.ts';

export const handler = http(route, (request) => addGuestCartLine(request, guestDeps()));

/** Adds units of a SKU to a cart of a guest. */
export async function addGuestCartLine(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return addUnits(request, reached, dependencies);
}
