import { createGuestCart as route } from '@tradepost/contracts/carts/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { create } from '../domain/create.ts';
import { show } from './change-cart.ts';

export const handler = http(route, (request) => createGuestCart(request, guestDeps()));

/**
 * Creates a cart without an account. Nobody identifies the guest, so there is no `Idempotency-Key`: another guest with the same
 * key would get the cart.
 */
export async function createGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  const { carts, cartTokens, newCartId } = dependencies;
  const cartId = newCartId();
  const command = create({ cartId, ...request.body });
  const created = await carts.executeFrom(cartId, carts.unread, command, by(request));
  if ('rejection' in created) throw new Error(`${cartId} was not created`);
  const { body, version } = await show(created, request, dependencies);
  const cartToken = await cartTokens.tokenOf(cartId);
  return { body: { ...body, cartToken }, version, location: `/v1/guest/carts/${cartId}` };
}
