const BASE_DELAY_MS = 10;

/**
 * Returns the delay after a failed attempt: exponential back-off with full jitter.
 *
 * @param attempt number of the failed attempt, from 1
 * @param maxMs upper limit of the delay, in milliseconds
 * @param baseMs half of the longest delay after the first attempt, in milliseconds
 * @returns the delay in milliseconds
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function backOffMs(attempt: number, maxMs: number, baseMs = BASE_DELAY_MS): number {
  return Math.random() * Math.min(maxMs, baseMs * 2 ** attempt);
}

/** Resolves after `delayMs` milliseconds. */
export function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
