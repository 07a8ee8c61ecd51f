import type { ErasureDeps } from '../deps.ts';
import { isOpen, withoutPerson } from '../domain/privacy-request.ts';
import { requireRequest } from './require-request.ts';

/** Records the certificate of an erasure in the audit log, and completes the request. */
export async function completeErasure(
  requestId: string,
  { audit, nowMs, requests }: Pick<ErasureDeps, 'audit' | 'nowMs' | 'requests'>,
): Promise<object> {
  const request = await requireRequest(requestId, requests);
  if (!isOpen(request)) return {};
  await audit().record({
    act: 'PersonErased',
    actor: 'tradepost.customers',
    target: `privacy-requests/${requestId}`,
    after: { subjects: request.erased?.map(({ subjectId }) => subjectId) ?? [], erasedAt: request.erasedAt },
    correlationId: request.correlationId,
  });
  await requests.save({ ...request, status: 'completed', completedAt: new Date(nowMs()).toISOString() });
  return {};
}

/** Removes from a request what identifies the person, when nothing needs it any more. */
export async function forgetPerson(
  requestId: string,
  { requests }: Pick<ErasureDeps, 'requests'>,
): Promise<object> {
  await requests.save(withoutPerson(await requireRequest(requestId, requests)));
  return {};
}

/** Ends a request that cannot be carried out. The state machine's alarm goes off. */
export async function failRequest(
  requestId: string,
  failure: string,
  { requests }: Pick<ErasureDeps, 'requests'>,
): Promise<object> {
  const request = await requireRequest(requestId, requests);
  if (isOpen(request)) await requests.save({ ...request, status: 'failed', failure });
  return {};
}
