/** How often, and for how long, a call that is safe to repeat is tried again. */
export type RetryPolicy = {
  /** Attempts in all, the first one included. */
  readonly maxAttempts: number;
  /** No attempt begins later than this after the first. */
  readonly patienceMs: number;
  /** The pause after the first attempt is no longer than this; each after it may be twice as long. */
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
 * How long to wait before the next attempt: exponential back-off with full jitter, and where the API says when to come
 * back, that much later.
 *
 * @param attempts that were made
 * @param retryAfterMs that the last answer asked for
 * @param random from 0 up to 1
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
 * Takes a `Retry-After` header, in seconds or as a date; returns the time from now, 0 where there is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function parseRetryAfterMs(header: string | null, nowMs: number = Date.now()): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? 0 : Math.max(0, atMs - nowMs);
}

/** 429 and 5xx pass; any other answer would be the same again. */
export function isPassing({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

/**
 * Whether a request that may have been done already can be sent again: its method says so (RFC 9110, 9.2.2), its key
 * makes it the same request, or the version that it changes is named.
 */
export function isRepeatable({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'POST' && method !== 'PATCH') return true;
  return headers.has('idempotency-key') || headers.has('if-match');
}
