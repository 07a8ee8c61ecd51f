import { ConflictError, ContentionError } from './store.ts';

/** Enough for 20 concurrent writers of one item: `aggregate-store.spec-suite.ts`. */
const MAX_ATTEMPTS = 14;
const BASE_DELAY_MS = 10;
const MAX_DELAY_MS = 1_000;

/**
 * Runs an attempt until it meets no conflict, with exponential back-off and full jitter: up to 14 times, or until an instant
 * if there is one.
 *
 * @param attempt throws `ConflictError` if it should be made again, on fresh state
 * @param isConflict which errors mean that; by default `ConflictError`
 * @param untilMs no attempt begins later, by `performance.now()`; then the number of attempts is not limited
 * @returns what the attempt returned
 * @throws ContentionError after the last attempt; any other error at once
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function retryOnConflict<Result>(
  attempt: () => Promise<Result>,
  isConflict: (error: unknown) => boolean = (error) => error instanceof ConflictError,
  untilMs?: number,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) throw error;
      const delayMs = Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** tries);
      const isLast = untilMs === undefined ? tries === MAX_ATTEMPTS : performance.now() + delayMs > untilMs;
      if (isLast) throw new ContentionError(`gave up after ${tries} conflicts in a row`, { cause: error });
      await sleep(delayMs);
    }
  }
}

/** Resolves after so many milliseconds. */
export function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
