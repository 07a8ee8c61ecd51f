import type { Throttle } from '@tradepost/compiled-service/templates/throttles';

export type TokenBuckets = {
  /** Takes one request from the bucket of `key`. Returns false if it is empty. */
  readonly take: (key: string, throttle: Throttle) => boolean;
};

/**
 * Creates token buckets, one for each key. A bucket starts with `burst` requests and gains `ratePerSecond`.
 *
 * @param nowMs monotonic clock
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function createTokenBuckets(nowMs: () => number = () => performance.now()): TokenBuckets {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take: (key, { ratePerSecond, burst }) => {
      const atMs = nowMs();
      const before = buckets.get(key) ?? { tokens: burst, atMs };
      const tokens = Math.min(burst, before.tokens + ((atMs - before.atMs) / 1_000) * ratePerSecond);
      const isAllowed = tokens >= 1;
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, atMs });
      return isAllowed;
    },
  };
}
