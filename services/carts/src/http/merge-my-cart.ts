import { mergeMyCart as route } from '@tradepost/contracts/carts/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GuestDeps, guestDeps } from '../deps.ts';
import { mergeCarts } from './merge-carts.ts';

export const handler = http(route, (request) => mergeMyCart(request, guestDeps()));

/** Moves the lines and codes of a guest's cart into one of the signed-in customer. */
export async function mergeMyCart(
  request: HttpRequest<typeof route>,
  dependencies: GuestDeps,
): Promise<HttpReply<typeof route>> {
  return mergeCarts(request, dependencies);
}
