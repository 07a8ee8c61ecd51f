import { requestPrivacy as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { HashEmail } from '@tradepost/personal-data/email-hash';
import { hashEmail, type StartDeps, startDeps } from '../deps.ts';
import { makeRequest } from './make-request.ts';

export const handler = http(route, (request) =>
  requestPrivacy(request, { ...startDeps(), hashEmail: hashEmail() }),
);

/** Requests a copy or the erasure of the data of a person for them. Of an e-mail address, the hash is stored. */
export async function requestPrivacy(
  { body, caller, correlationId }: HttpRequest<typeof route>,
  { hashEmail: hash, ...dependencies }: StartDeps & { readonly hashEmail: HashEmail },
): Promise<HttpReply<typeof route>> {
  const { kind, customerId, orderId, email, reason } = body;
  const whom = {
    ...(customerId === undefined ? {} : { customerId }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(email === undefined ? {} : { emailHash: await hash(email) }),
  };
  const by = { requestedBy: 'staff', requesterId: caller.id } as const;
  return makeRequest({ kind, ...whom, ...by, correlationId }, reason, dependencies);
}
