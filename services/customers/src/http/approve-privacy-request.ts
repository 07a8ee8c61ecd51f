import { approvePrivacyRequest as route } from '@tradepost/contracts/privacy/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type StartDeps, startDeps } from '../deps.ts';
import { rejectApproval } from '../domain/privacy-request.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

export const handler = http(route, (request) => approvePrivacyRequest(request, startDeps()));

/**
 * Approves an erasure that another person requested, and starts it. The approval and its record are one transaction. A repeat by the
 * same person starts it again, if the start failed.
 *
 * @throws ContentionError if another transaction interferes
 */
export async function approvePrivacyRequest(
  { params: { privacyRequestId }, caller, correlationId }: HttpRequest<typeof route>,
  { audit, nowMs, requests, start }: StartDeps,
): Promise<HttpReply<typeof route>> {
  const request = await requests.find(privacyRequestId);
  if (request === undefined) return { rejection: { code: 'PRIVACY_REQUEST_NOT_FOUND' } };
  const rejection = rejectApproval(request, caller.id);
  if (rejection !== undefined) return { rejection };
  if (request.approvedBy !== undefined) {
    await start.erasure(request.id);
    return {
      body: toPrivacyRequest(request),
      recorded: { notAnAct: 'a repeat of an approval that is recorded' },
    };
  }
  const approved = {
    ...request,
    status: 'running' as const,
    approvedBy: caller.id,
    approvedAt: new Date(nowMs()).toISOString(),
  };
  const recorded = await audit.recordWith(
    [
      {
        act: 'ErasureApproved',
        actor: caller.id,
        target: `privacy-requests/${request.id}`,
        correlationId,
      },
    ],
    [requests.toChange(request, approved)],
  );
  if (recorded === undefined) throw new ContentionError(`the approval of ${request.id} was not stored`);
  await start.erasure(request.id);
  return { body: toPrivacyRequest(approved), recorded };
}
