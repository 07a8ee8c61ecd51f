/** Delays between retries. */
export type BackOff = { readonly baseMs: number; readonly capMs: number };

/**
 * Returns the delay before a retry (1 is the first one): exponential, with a random value between half of the bound and the
 * bound, so that requests that failed together are not retried together.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(retry: number, backOff: BackOff, random: () => number = Math.random): number {
  const bound = Math.min(backOff.capMs, backOff.baseMs * 2 ** Math.min(retry - 1, MAX_DOUBLINGS));
  return bound / 2 + (random() * bound) / 2;
}

/** Prevents an overflow. The cap has been reached long before. */
const MAX_DOUBLINGS = 30;
