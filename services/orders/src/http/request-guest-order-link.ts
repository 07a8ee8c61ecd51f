import { requestGuestOrderLink as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { HashEmail } from '../adapters/email-hash.ts';
import type { SendLinkRequest } from '../adapters/link-requests.ts';
import { type Deps, deps, hashEmail, sendLinkRequest } from '../deps.ts';

export const handler = http(route, (request) =>
  requestGuestOrderLink(request, {
    ...deps(),
    hashEmail: hashEmail(),
    sendLinkRequest: sendLinkRequest(),
  }),
);

/**
 * Requests the link to a guest's order. The order is looked for later, by the command, so that neither the response nor its time
 * tells whether it exists.
 */
export async function requestGuestOrderLink(
  { body, correlationId }: HttpRequest<typeof route>,
  {
    hashEmail: hash,
    sendLinkRequest: send,
    now,
  }: Pick<Deps, 'now'> & { readonly hashEmail: HashEmail; readonly sendLinkRequest: SendLinkRequest },
): Promise<HttpReply<typeof route>> {
  const { email, orderId } = body;
  await send({ emailHash: await hash(email), orderId, correlationId, at: now() });
  return { body: { accepted: true } };
}
