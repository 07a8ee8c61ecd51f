import { setTimeout as wait } from 'node:timers/promises';

/** Waits for `work`, but at most `graceMs`. Rejects if `work` rejects. */
export async function withinGrace(work: Promise<unknown>, graceMs: number): Promise<void> {
  const bound = new AbortController();
  const grace = wait(graceMs, undefined, { signal: bound.signal }).catch(() => undefined);
  try {
    await Promise.race([work, grace]);
  } finally {
    bound.abort();
  }
}
