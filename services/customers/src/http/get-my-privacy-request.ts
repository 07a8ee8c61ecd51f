import { getMyPrivacyRequest as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type PrivacyDeps, readPrivacyDeps } from '../deps.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

export const handler = http(route, (request) => getMyPrivacyRequest(request, readPrivacyDeps()));

/** Returns a request of the signed-in customer. To them, the requests of others do not exist. */
export async function getMyPrivacyRequest(
  { params: { privacyRequestId }, caller: { customerId } }: HttpRequest<typeof route>,
  { requests }: Pick<PrivacyDeps, 'requests'>,
): Promise<HttpReply<typeof route>> {
  const request = await requests.find(privacyRequestId);
  if (request?.customerId !== customerId) return { rejection: { code: 'PRIVACY_REQUEST_NOT_FOUND' } };
  return { body: toPrivacyRequest(request) };
}
