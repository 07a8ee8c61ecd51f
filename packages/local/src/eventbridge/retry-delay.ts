/** How often and how fast something is tried again. */
export type BackOff = { readonly baseMs: number; readonly capMs: number };

/**
 * The wait before attempt `retry` (1 is the first retry): exponential, between half of the bound and all of it, so
 * that what failed together does not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(retry: number, backOff: BackOff, random: () => number = Math.random): number {
  const bound = Math.min(backOff.capMs, backOff.baseMs * 2 ** Math.min(retry - 1, MAX_DOUBLINGS));
  return bound / 2 + (random() * bound) / 2;
}

/** Past this the number would lose its meaning, and the cap has long been reached. */
const MAX_DOUBLINGS = 30;
