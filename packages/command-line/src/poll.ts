import { setTimeout as sleep } from 'node:timers/promises';

type Patience = {
  readonly withinMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly signal?: AbortSignal;
};

/**
 * Calls a function repeatedly, with growing pauses, until it returns a value or time is up.
 *
 * @param ask returns `undefined` or `false` as long as there is no value
 * @returns the value; `undefined` if time is up
 */
export async function poll<Answer>(
  ask: () => Promise<Answer | false | undefined>,
  { withinMs, firstPauseMs, longestPauseMs, signal }: Patience,
): Promise<Answer | undefined> {
  const giveUpAt = performance.now() + withinMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() + pauseMs > giveUpAt) return undefined;
    await sleep(pauseMs, undefined, signal ? { signal } : {});
  }
}
