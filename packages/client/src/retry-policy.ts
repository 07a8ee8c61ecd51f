/** Retries of calls that are safe to repeat. */
export type RetryPolicy = {
  /** Maximum number of attempts, including the first. */
  readonly maxAttempts: number;
  /** Maximum time from the start of the first attempt to the start of the last. */
  readonly patienceMs: number;
  /** Maximum pause after the first attempt. The maximum doubles with each further attempt. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
};

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 5,
  patienceMs: 30_000,
  firstPauseMs: 100,
  longestPauseMs: 5_000,
};

/**
 * Returns the pause before the next attempt: exponential back-off with full jitter, added to `retryAfterMs`.
 *
 * @param attempts number of attempts so far
 * @param retryAfterMs the `Retry-After` of the last response
 * @param random returns a number from 0 up to 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function toPauseMs(
  attempts: number,
  { firstPauseMs, longestPauseMs }: RetryPolicy,
  retryAfterMs = 0,
  random: () => number = Math.random,
): number {
  return retryAfterMs + random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
}

/**
 * Parses a `Retry-After` header, in seconds or as a date. Returns the time from now; 0 without a valid header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function parseRetryAfterMs(header: string | null, nowMs: number = Date.now()): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? 0 : Math.max(0, atMs - nowMs);
}

/** True for 429 and 5xx. Any other response would be the same again. */
export function isPassing({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

/**
 * True if a request that may have had its effect can be sent again: its method is idempotent (RFC 9110, 9.2.2), or it has
 * an idempotency key or the version that it changes.
 */
export function isRepeatable({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'POST' && method !== 'PATCH') return true;
  return headers.has('idempotency-key') || headers.has('if-match');
}
