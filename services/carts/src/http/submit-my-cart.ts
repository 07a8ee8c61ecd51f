import { submitMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { cartDeps, orderDeps, paymentTokens, pepperDeps } from '../deps.ts';
import { reachMyCart } from './reach-cart.ts';
import { type SubmitDeps, submitCart } from './submit-cart.ts';

export const handler = http(route, (request) =>
  submitMyCart(request, { ...cartDeps(), ...pepperDeps(), ...orderDeps(), paymentTokens: paymentTokens() }),
);

/** Submits a cart of the signed-in customer. */
export async function submitMyCart(
  request: HttpRequest<typeof route>,
  dependencies: SubmitDeps,
): Promise<HttpReply<typeof route>> {
  const reached = await reachMyCart(request.params.cartId, request.caller, dependencies);
  return submitCart(request, reached, dependencies);
}
