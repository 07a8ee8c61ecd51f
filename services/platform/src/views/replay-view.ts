import type { Replay } from '@tradepost/contracts/models/replay';

/** A replay as it was asked for. */
export type StoredReplay = Pick<Replay, 'id' | 'consumer' | 'from' | 'to' | 'subject' | 'requestedAt'> & {
  /** Of the request: it tells a repeat from another request under the same key. */
  readonly fingerprint: string;
  /** There once all of an aggregate's events are handed over: how many they were. */
  readonly events?: number | undefined;
};

/** What EventBridge says of the replay of a period. */
export type ArchiveReplay = {
  readonly state: string;
  readonly reason?: string | undefined;
  /** When the last event that was replayed had happened. */
  readonly lastReplayedMs?: number | undefined;
};

/** A start takes less than a function may run: by then it has come to something, or was cut off. */
const STARTS_WITHIN_MS = 60_000;

/**
 * Tells how far a replay has got.
 *
 * @param archived what EventBridge says of a period; undefined where it knows nothing of it
 */
export function toReplay(stored: StoredReplay, archived: ArchiveReplay | undefined, nowMs: number): Replay {
  const { fingerprint: _fingerprint, ...told } = stored;
  return { ...told, ...progressOf(stored, archived, nowMs) };
}

type Progress = Pick<Replay, 'status' | 'percent' | 'reason'>;

const COMPLETED: Progress = { status: 'completed', percent: 100 };

function progressOf(stored: StoredReplay, archived: ArchiveReplay | undefined, nowMs: number): Progress {
  if (stored.events !== undefined) return COMPLETED;
  if (archived !== undefined) return progressOfPeriod(stored, archived);
  if (nowMs - Date.parse(stored.requestedAt) < STARTS_WITHIN_MS) return { status: 'running', percent: 0 };
  const reason =
    stored.subject === undefined
      ? 'EventBridge knows nothing of it: it never began, or ended more than 90 days ago'
      : 'it was cut off before all events were handed over';
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
