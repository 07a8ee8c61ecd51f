import { ConflictError, ContentionError } from './store.ts';

/** Enough for 20 concurrent writers of one item: `aggregate-store.spec-suite.ts`. */
const MAX_ATTEMPTS = 14;
const BASE_DELAY_MS = 10;
const MAX_DELAY_MS = 1_000;

/**
 * Runs an attempt until it meets no conflict, with exponential back-off and full jitter.
 *
 * @param attempt throws `ConflictError` where it should be made again, on fresh state
 * @param isConflict which errors mean that; by default `ConflictError`
 * @returns what the attempt returned
 * @throws ContentionError after the last attempt; any other error at once
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function retryOnConflict<Result>(
  attempt: () => Promise<Result>,
  isConflict: (error: unknown) => boolean = (error) => error instanceof ConflictError,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === MAX_ATTEMPTS) {
        throw new ContentionError(`gave up after ${MAX_ATTEMPTS} conflicts in a row`, { cause: error });
      }
      await sleep(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** tries));
    }
  }
}

/** Resolves after so many milliseconds. */
export function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
