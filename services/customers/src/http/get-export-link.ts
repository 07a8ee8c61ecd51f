import { getExportLink as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type LinkDeps, linkDeps } from '../deps.ts';
import { makeLink } from './make-link.ts';

export const handler = http(route, (request) => getExportLink(request, linkDeps()));

/** Returns a link to an export that staff requested for a person. The export of a customer's own request is theirs alone. */
export async function getExportLink(
  { params: { privacyRequestId }, query: { format }, caller, correlationId }: HttpRequest<typeof route>,
  dependencies: LinkDeps,
): Promise<HttpReply<typeof route>> {
  const request = await dependencies.requests.find(privacyRequestId);
  if (request?.requestedBy !== 'staff') return { rejection: { code: 'PRIVACY_REQUEST_NOT_FOUND' } };
  return makeLink(request, format, { actor: caller.id, correlationId }, dependencies);
}
