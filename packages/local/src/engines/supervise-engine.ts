import { setTimeout as wait } from 'node:timers/promises';
import { type BackOff, retryDelayMs } from '../eventbridge/retry-delay.ts';
import type { ChildEngine } from './child-engine.ts';

/** How often in a row an engine is started again before it counts as broken. */
const MAX_RESTARTS = 5;
/** One that has run for this long did not end because of how it was started: counting begins anew. */
const STEADY_AFTER_MS = 5_000;
const BACK_OFF: BackOff = { baseMs: 50, capMs: 2_000 };

/**
 * Keeps an engine running: one that ends by itself is started again, after pauses that grow. Its callers find it gone for
 * that long, and try again as they do with AWS.
 *
 * @param options.start resolves when the engine answers, at the same address each time
 * @param options.log gets a line for each time that it was started again
 * @returns the engine, whose `ended` settles when it was stopped, or has ended more often in a row than it is worth trying
 * @throws what the first start rejects with
 */
export async function superviseEngine({
  name,
  start,
  log,
}: {
  readonly name: string;
  readonly start: () => Promise<ChildEngine>;
  readonly log: (line: string) => void;
}): Promise<ChildEngine> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running = start();
  await running;

  async function keepRunning(): Promise<string> {
    let endings = 0;
    for (;;) {
      const sinceMs = performance.now();
      const reason = await running.then(({ ended }) => ended, messageOf);
      if (signal.aborted) return reason;
      endings = performance.now() - sinceMs < STEADY_AFTER_MS ? endings + 1 : 1;
      if (endings > MAX_RESTARTS) return `it ended ${endings} times in a row: ${reason}`;
      log(`${name} has ended, and is started again${reason === '' ? '' : `: ${reason}`}`);
      await wait(retryDelayMs(endings, BACK_OFF), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return reason;
      running = start();
    }
  }

  const ended = keepRunning();
  return {
    ended,
    stop: async () => {
      stopping.abort();
      await running.then(
        (engine) => engine.stop(),
        () => undefined,
      );
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
