import type { Replay } from '@tradepost/contracts/operations/model';
import { awaitsApproval, isExpired } from './approval.ts';
import type { StoredReplay } from './stored-replay.ts';

/** State of the replay of a period, from EventBridge. */
export type ArchiveReplay = {
  readonly state: string;
  readonly reason?: string | undefined;
  /** Time of the last event that was replayed. */
  readonly lastReplayedMs?: number | undefined;
};

/** Longer than the time-out of the function: by then a start has succeeded, failed or timed out. */
const STARTS_WITHIN_MS = 60_000;

/**
 * Returns a replay with its progress.
 *
 * @param archived state of the replay of a period; undefined if EventBridge does not have it
 */
export function toReplay(stored: StoredReplay, archived: ArchiveReplay | undefined, nowMs: number): Replay {
  const { fingerprint: _fingerprint, requestedBy: _requestedBy, approvedBy: _approvedBy, ...shown } = stored;
  return { ...shown, ...progressOf(stored, archived, nowMs) };
}

type Progress = Pick<Replay, 'status' | 'percent' | 'reason'>;

const COMPLETED: Progress = { status: 'completed', percent: 100 };

function progressOf(stored: StoredReplay, archived: ArchiveReplay | undefined, nowMs: number): Progress {
  if (stored.events !== undefined) return COMPLETED;
  if (isExpired(stored, nowMs))
    return { status: 'failed', percent: 0, reason: 'nobody approved it within a day' };
  if (awaitsApproval(stored)) return { status: 'awaitingApproval', percent: 0 };
  if (archived !== undefined) return progressOfPeriod(stored, archived);
  if (nowMs - Date.parse(stored.approvedAt ?? stored.requestedAt) < STARTS_WITHIN_MS)
    return { status: 'running', percent: 0 };
  const reason =
    stored.subject === undefined
      ? 'EventBridge has no such replay: it never started, or it ended more than 90 days ago'
      : 'the request ended before all events were delivered';
  return { status: 'failed', percent: 0, reason };
}

function progressOfPeriod(
  { from = '', to = '' }: StoredReplay,
  { state, reason, lastReplayedMs }: ArchiveReplay,
): Progress {
  if (state === 'COMPLETED') return COMPLETED;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const share = ((lastReplayedMs ?? fromMs) - fromMs) / (toMs - fromMs);
  const percent = Math.floor(100 * Math.min(1, Math.max(0, share)));
  return state === 'FAILED' || state === 'CANCELLED'
    ? { status: 'failed', percent, reason: reason ?? state.toLowerCase() }
    : { status: 'running', percent };
}
