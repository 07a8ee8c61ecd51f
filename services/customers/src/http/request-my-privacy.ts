import { requestMyPrivacy as route } from '@tradepost/contracts/privacy/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type StartDeps, startDeps } from '../deps.ts';
import { makeRequest } from './make-request.ts';

export const handler = http(route, (request) => requestMyPrivacy(request, startDeps()));

/** Requests a copy or the erasure of the data of the signed-in customer. */
export async function requestMyPrivacy(
  { body: { kind }, caller: { customerId, accountId }, correlationId }: HttpRequest<typeof route>,
  dependencies: StartDeps,
): Promise<HttpReply<typeof route>> {
  const by = { requestedBy: 'customer', requesterId: customerId } as const;
  return makeRequest({ kind, customerId, accountId, ...by, correlationId }, undefined, dependencies);
}
