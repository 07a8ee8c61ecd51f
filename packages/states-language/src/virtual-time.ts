import { setImmediate } from 'node:timers/promises';

type Timer = { readonly atMs: number; readonly end: () => void };

/**
 * Creates a clock for `interpret` that jumps to the end of the next wait as soon as nothing else runs: hours pass at once.
 *
 * @param startMs first time, in epoch milliseconds
 */
export function createVirtualTime(startMs: number) {
  const timers = new Set<Timer>();
  let nowMs = startMs;
  return {
    now: (): number => nowMs,
    sleep: (ms: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const end = (): void => {
          timers.delete(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = { atMs: nowMs + ms, end };
        timers.add(timer);
        signal.addEventListener('abort', end);
      }),
    /** Resolves or rejects with the work, moving the clock meanwhile. */
    run: async <T>(work: Promise<T>): Promise<T> => {
      let isSettled = false;
      void work.finally(() => (isSettled = true)).catch(() => undefined);
      for (;;) {
        // Callbacks of promises run before the next time.
        await setImmediate();
        if (isSettled) return work;
        const first = [...timers].reduce<Timer | undefined>(
          (earliest, timer) => (earliest !== undefined && earliest.atMs <= timer.atMs ? earliest : timer),
          undefined,
        );
        if (first === undefined) continue;
        nowMs = Math.max(nowMs, first.atMs);
        first.end();
      }
    },
  };
}
