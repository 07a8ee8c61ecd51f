import { retryOnConflict } from '@tradepost/aggregate/retry';
import { ConflictError } from '@tradepost/aggregate/store';
import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { PRIVACY_DEADLINE_DAYS, type PrivacyRequest } from '@tradepost/contracts/privacy/model';
import type { StartDeps } from '../deps.ts';
import { createRequest, type NewPrivacyRequest } from '../domain/privacy-request.ts';
import { toPrivacyRequest } from '../projections/to-privacy-request.ts';

type GivenRequest = Omit<NewPrivacyRequest, 'id'> & { readonly requesterId: string };

type Made = {
  readonly body: PrivacyRequest;
  readonly recorded: Recorded<'ExportRequested' | 'ErasureRequested'> | NotAnAct;
};

/**
 * Stores and records a request, in one transaction, and starts its workflow unless a second person must approve it. While a request
 * of the same kind is open for the person, it is returned instead; its workflow is started again, in case the first start failed.
 *
 * @throws ContentionError if others interfere at every attempt
 */
export function makeRequest(
  given: GivenRequest,
  reason: string | undefined,
  dependencies: StartDeps,
): Promise<Made> {
  return retryOnConflict(() => tryToMake(given, reason, dependencies));
}

/** @throws ConflictError if the open request ended between the transaction and its reading */
async function tryToMake(
  given: GivenRequest,
  reason: string | undefined,
  { audit, newRequestId, nowMs, requests, start }: StartDeps,
): Promise<Made> {
  const created = createRequest(
    { id: newRequestId(), ...given },
    { nowMs: nowMs(), deadlineDays: PRIVACY_DEADLINE_DAYS },
  );
  const recorded = await audit.recordWith(
    [
      {
        act: given.kind === 'export' ? 'ExportRequested' : 'ErasureRequested',
        actor: given.requesterId,
        target: `privacy-requests/${created.id}`,
        reason,
        correlationId: given.correlationId,
      },
    ],
    requests.toCreate(created),
  );
  const request = recorded === undefined ? await requests.findOpen(created) : created;
  if (request === undefined) throw new ConflictError(`privacy request ${created.id} was not stored`);
  if (request.status === 'running') await start[request.kind](request.id);
  return {
    body: toPrivacyRequest(request),
    recorded: recorded ?? { notAnAct: 'a request of this kind is open, and was recorded' },
  };
}
