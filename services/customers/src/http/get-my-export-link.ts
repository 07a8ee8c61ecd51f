import { getMyExportLink as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type LinkDeps, linkDeps } from '../deps.ts';
import { makeLink } from './make-link.ts';

export const handler = http(route, (request) => getMyExportLink(request, linkDeps()));

/** Returns a link to an export of the signed-in customer. */
export async function getMyExportLink(
  { params: { privacyRequestId }, query: { format }, caller, correlationId }: HttpRequest<typeof route>,
  dependencies: LinkDeps,
): Promise<HttpReply<typeof route>> {
  const request = await dependencies.requests.find(privacyRequestId);
  // Staff gives an export that it requested to the person itself.
  if (request?.customerId !== caller.customerId || request.requestedBy !== 'customer')
    return { rejection: { code: 'PRIVACY_REQUEST_NOT_FOUND' } };
  return makeLink(request, format, { actor: caller.id, correlationId }, dependencies);
}
