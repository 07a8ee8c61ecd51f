import { submitGuestCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { acceptsGuests, type GuestDeps, guestDeps, orderDeps, paymentTokens, pepperDeps } from '../deps.ts';
import { reachGuestCart } from './reach-cart.ts';
import { type SubmitDeps, submitCart } from './submit-cart.ts';

export const handler = http(route, (request) =>
  submitGuestCart(request, {
    ...guestDeps(),
    ...pepperDeps(),
    ...orderDeps(),
    paymentTokens: paymentTokens(),
    acceptsGuests,
  }),
);

/** Submits a cart of a guest. */
export async function submitGuestCart(
  request: HttpRequest<typeof route>,
  dependencies: SubmitDeps & Pick<GuestDeps, 'cartTokens'> & { readonly acceptsGuests: () => boolean },
): Promise<HttpReply<typeof route>> {
  if (!dependencies.acceptsGuests()) return { rejection: { code: 'GUEST_ORDERS_NOT_ACCEPTED' } };
  const reached = await reachGuestCart(request.params.cartId, request.caller, dependencies);
  return submitCart(request, reached, dependencies);
}
