import { setTimeout as sleep } from 'node:timers/promises';

/** Maximum delay of a timer of Node; a longer one would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** Resolves after `ms`, which may be months, or as soon as `signal` is aborted. */
export async function longSleep(ms: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = ms; leftMs > 0 && !signal.aborted; leftMs -= MAX_TIMER_MS) {
    await sleep(Math.min(leftMs, MAX_TIMER_MS), undefined, { signal }).catch(() => undefined);
  }
}
