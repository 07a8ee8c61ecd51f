import type { StoredReplay } from './stored-replay.ts';

/** A request for approval is valid for a day. */
const APPROVED_WITHIN_MS = 24 * 60 * 60_000;

/** Returns true if a replay waits for the approval of a second person. */
export function awaitsApproval({ requestedBy, approvedBy }: StoredReplay): boolean {
  return requestedBy !== undefined && approvedBy === undefined;
}

/** Returns true if a replay waits for an approval that can no longer be given. */
export function isExpired(replay: StoredReplay, nowMs: number): boolean {
  return awaitsApproval(replay) && nowMs - Date.parse(replay.requestedAt) > APPROVED_WITHIN_MS;
}

type Rejection = {
  readonly code: 'REPLAY_NOT_AWAITING_APPROVAL' | 'SECOND_PERSON_REQUIRED' | 'APPROVAL_EXPIRED';
};

/**
 * Decides whether a person may approve a replay: anyone but the person who requested it, within a day. The same person may
 * repeat an approval, so that a start that failed can be tried again.
 *
 * @returns undefined if the person may approve it
 */
export function rejectApproval(replay: StoredReplay, person: string, nowMs: number): Rejection | undefined {
  if (replay.requestedBy === undefined) return { code: 'REPLAY_NOT_AWAITING_APPROVAL' };
  if (replay.requestedBy === person) return { code: 'SECOND_PERSON_REQUIRED' };
  if (replay.approvedBy !== undefined && replay.approvedBy !== person)
    return { code: 'REPLAY_NOT_AWAITING_APPROVAL' };
  return isExpired(replay, nowMs) ? { code: 'APPROVAL_EXPIRED' } : undefined;
}
