import { getLegalHold as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type PrivacyDeps, readPrivacyDeps } from '../deps.ts';

export const handler = http(route, (request) => getLegalHold(request, readPrivacyDeps()));

/** Returns the legal hold on a customer. */
export async function getLegalHold(
  { params: { customerId } }: HttpRequest<typeof route>,
  { holds }: Pick<PrivacyDeps, 'holds'>,
): Promise<HttpReply<typeof route>> {
  const hold = await holds.find(customerId);
  return hold === undefined ? { rejection: { code: 'LEGAL_HOLD_NOT_FOUND' } } : { body: hold };
}
