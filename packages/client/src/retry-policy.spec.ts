import {
  DEFAULT_RETRY_POLICY,
  isPassing,
  isRepeatable,
  parseRetryAfterMs,
  toPauseMs,
} from './retry-policy.ts';

const policy = { ...DEFAULT_RETRY_POLICY, firstPauseMs: 100, longestPauseMs: 1_000 };

describe('toPauseMs', () => {
  it.each([
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1_000],
    [2_000, 1_000],
  ])('after %d attempts returns up to %d ms', (attempts, longestMs) => {
    const pause = (random: number) => toPauseMs(attempts, policy, 0, () => random);
    expect([pause(0), pause(0.5), pause(1)]).toEqual([0, longestMs / 2, longestMs]);
  });

  it('adds the jitter to Retry-After, so that clients do not all return at once', () => {
    expect(toPauseMs(1, policy, 2_000, () => 0)).toBe(2_000);
    expect(toPauseMs(1, policy, 2_000, () => 0.5)).toBe(2_050);
  });
});

describe('parseRetryAfterMs', () => {
  const nowMs = Date.parse('2026-11-24T08:00:00Z');

  it.each([
    ['3', 3_000],
    ['0', 0],
    ['Tue, 24 Nov 2026 08:00:05 GMT', 5_000],
    ['Tue, 24 Nov 2026 07:00:00 GMT', 0],
    ['soon', 0],
    [null, 0],
  ])('parses %s as %d ms', (header, ms) => {
    expect(parseRetryAfterMs(header, nowMs)).toBe(ms);
  });
});

describe('a retry', () => {
  it.each([
    [200, false],
    [404, false],
    [409, false],
    [412, false],
    [429, true],
    [500, true],
    [503, true],
  ])('after the status %d is useful: %s', (status, passes) => {
    expect(isPassing(new Response(null, { status }))).toBe(passes);
  });

  it.each([
    ['GET', {}, true],
    ['PUT', {}, true],
    ['DELETE', {}, true],
    ['POST', {}, false],
    ['PATCH', {}, false],
    ['POST', { 'idempotency-key': 'k' }, true],
    ['POST', { 'if-match': '"1"' }, true],
    ['PATCH', { 'if-match': '"1"' }, true],
  ])('of %s with the headers %j is safe: %s', (method, headers, repeatable) => {
    expect(isRepeatable(new Request('http://localhost', { method, headers }))).toBe(repeatable);
  });
});
