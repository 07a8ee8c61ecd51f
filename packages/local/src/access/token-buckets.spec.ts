import { createTokenBuckets } from './token-buckets.ts';

describe('take', () => {
  let nowMs = 0;
  const throttle = { ratePerSecond: 2, burst: 3 };
  const takeAll = (take: () => boolean) => Array.from({ length: 5 }, take).filter(Boolean).length;

  it('allows the burst at once, then the rate, and never more than the burst', () => {
    const { take } = createTokenBuckets(() => nowMs);
    expect(takeAll(() => take('a', throttle))).toBe(3);
    nowMs += 499;
    expect(take('a', throttle)).toBe(false);
    nowMs += 1;
    expect(takeAll(() => take('a', throttle))).toBe(1);
    nowMs += 60_000;
    expect(takeAll(() => take('a', throttle))).toBe(3);
  });

  it('has a bucket for each key', () => {
    const { take } = createTokenBuckets(() => nowMs);
    expect(takeAll(() => take('a', throttle))).toBe(3);
    expect(takeAll(() => take('b', throttle))).toBe(3);
  });

  it('allows nothing with a burst of 0', () => {
    expect(createTokenBuckets(() => nowMs).take('a', { ratePerSecond: 0, burst: 0 })).toBe(false);
  });
});
