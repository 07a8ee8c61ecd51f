import { setTimeout as sleep } from 'node:timers/promises';
import { type BackOff, retryDelayMs } from '../timing/retry-delay.ts';
import type { ChildEngine } from './child-engine.ts';

/** Number of restarts in a row after which an engine counts as broken. */
const MAX_RESTARTS = 5;
/** After an engine has run for this long, the next restart is counted as the first. */
const STEADY_AFTER_MS = 5_000;
const BACK_OFF: BackOff = { baseMs: 50, capMs: 2_000 };

/**
 * Keeps an engine running: if it ends by itself, restarts it with exponential back-off. Until then requests to it fail, and
 * clients retry them as they do with AWS.
 *
 * @param options.start resolves when the engine answers, at the same address each time
 * @param options.log gets a line for each restart
 * @returns the engine, whose `ended` resolves when it was stopped or has ended more than `MAX_RESTARTS` times in a row
 * @throws the error of the first start
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
      log(`${name} has ended and is restarted${reason === '' ? '' : `: ${reason}`}`);
      await sleep(retryDelayMs(endings, BACK_OFF), undefined, { signal }).catch(() => undefined);
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
