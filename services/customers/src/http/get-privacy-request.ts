import { getPrivacyRequest as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type PrivacyDeps, readPrivacyDeps } from '../deps.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

export const handler = http(route, (request) => getPrivacyRequest(request, readPrivacyDeps()));

/** Returns a privacy request. */
export async function getPrivacyRequest(
  { params: { privacyRequestId } }: HttpRequest<typeof route>,
  { requests }: Pick<PrivacyDeps, 'requests'>,
): Promise<HttpReply<typeof route>> {
  const request = await requests.find(privacyRequestId);
  if (request === undefined) return { rejection: { code: 'PRIVACY_REQUEST_NOT_FOUND' } };
  return { body: toPrivacyRequest(request) };
}
