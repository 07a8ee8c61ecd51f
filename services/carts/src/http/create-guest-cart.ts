import { createGuestCart as route } from '@tradepost/contracts/carts/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps, type PepperDeps, pepperDeps } from '../deps.ts';
import { show } from './change-cart.ts';
import { toCreation } from './fill-cart.ts';

export const handler = http(route, (request) =>
  createGuestCart(request, { ...guestDeps(), ...pepperDeps() }),
);

/**
 * Creates a cart without an account. Nobody identifies the guest, so there is no `Idempotency-Key`: another guest with the same
 * key would get the cart.
 */
export async function createGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps & PepperDeps,
): Promise<HttpReply<typeof route>> {
  const { carts, cartTokens, newCartId } = dependencies;
  const cartId = newCartId();
  const { currency, country, ...contents } = request.body;
  const command = await toCreation({ cartId, currency, country }, contents, dependencies, request.logger);
  const created = await carts.executeFrom(cartId, carts.unread, command, by(request));
  if ('rejection' in created) return created;
  const { body, version } = await show(created, request, dependencies);
  const cartToken = await cartTokens.tokenOf(cartId);
  return { body: { ...body, cartToken }, version, location: `/v1/guest/carts/${cartId}` };
}
