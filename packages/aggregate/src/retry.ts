import { backOffMs, sleep } from '@tradepost/dynamodb/back-off';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { ConflictError } from './store.ts';

/** Enough for 20 concurrent writers of one item: `aggregate-store.spec-kit.ts`. */
const MAX_ATTEMPTS = 14;
const MAX_DELAY_MS = 1_000;
/** Leaves a function of ten seconds enough time for the last attempt and its response. */
const MAX_TOTAL_MS = 7_000;

/**
 * Repeats `attempt` until it has no conflict, with exponential back-off and full jitter: up to 14 times within seven seconds, or, if
 * `untilMs` is set, until then.
 *
 * @param attempt throws `ConflictError` if it must be repeated on fresh state
 * @param isConflict true for the errors after which `attempt` is repeated. Defaults to `ConflictError`
 * @param untilMs value of `performance.now()` after which no attempt starts. The number of attempts is then not limited
 * @returns the result of the attempt
 * @throws ContentionError after the last attempt; any other error at once
 */
export async function retryOnConflict<Result>(
  attempt: () => Promise<Result>,
  isConflict: (error: unknown) => boolean = (error) => error instanceof ConflictError,
  untilMs?: number,
): Promise<Result> {
  const lastStartMs = untilMs ?? performance.now() + MAX_TOTAL_MS;
  const maxAttempts = untilMs === undefined ? MAX_ATTEMPTS : Number.POSITIVE_INFINITY;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) throw error;
      const delayMs = backOffMs(tries, MAX_DELAY_MS);
      if (tries === maxAttempts || performance.now() + delayMs > lastStartMs)
        throw new ContentionError(`gave up after ${tries} conflicts in a row`, { cause: error });
      await sleep(delayMs);
    }
  }
}
