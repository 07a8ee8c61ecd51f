import { LRUCache } from 'lru-cache';

/** A deleted key can be used for so long by an instance that has just read it. */
const MAX_AGE_MS = 5 * 60_000;

/**
 * A cache of at most `max` values, each for five minutes from its creation. Reading a value does not make it younger.
 *
 * @param nowMs the clock. The time of a function that waits for its next invocation counts too, which `performance.now` may
 *   leave out
 */
export function createCache<Value extends object | string>(
  max: number,
  nowMs: () => number,
): Pick<LRUCache<string, Value>, 'get' | 'set' | 'delete'> {
  // With a resolution of 0, the cache starts no timer.
  return new LRUCache<string, Value>({ max, ttl: MAX_AGE_MS, ttlResolution: 0, perf: { now: nowMs } });
}
