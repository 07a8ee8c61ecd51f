import { requestGuestOrderLink as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { GuestHashes } from '../adapters/guest-hashes.ts';
import type { SendLinkRequest } from '../adapters/link-requests.ts';
import { type Deps, deps, guestHashes, sendLinkRequest } from '../deps.ts';

export const handler = http(route, (request) =>
  requestGuestOrderLink(request, {
    ...deps(),
    guestHashes: guestHashes(),
    sendLinkRequest: sendLinkRequest(),
  }),
);

/**
 * Requests the link to a guest's order. The order is looked for later, by the command, so that neither the response nor its time
 * depends on whether it exists.
 */
export async function requestGuestOrderLink(
  { body, correlationId }: HttpRequest<typeof route>,
  {
    guestHashes: hashes,
    sendLinkRequest: send,
    now,
  }: Pick<Deps, 'now'> & { readonly guestHashes: GuestHashes; readonly sendLinkRequest: SendLinkRequest },
): Promise<HttpReply<typeof route>> {
  const { email, orderId } = body;
  await send({ emailHash: await hashes.ofEmail(email), orderId, correlationId, at: now() });
  return { body: { accepted: true } };
}
