import { createTokenBuckets } from '../access/token-buckets.ts';
import { openStore } from '../store.ts';
import { createApiKeyStore } from './api-key-store.ts';
import { createCheckApiKey, type KeyedRequest } from './check-api-key.ts';

const declared = { service: 'jars', logicalId: 'X' };
const plan = {
  ...{ ...declared, id: 'plan', name: 'feeds', throttle: { ratePerSecond: 1, burst: 3 } },
  quota: { limit: 4, period: 'DAY', offset: 0 } as const,
  stages: [
    {
      ...{ apiId: 'api', stage: 'dev' },
      routes: new Map([['GET /v1/slow', { ratePerSecond: 1, burst: 1 }]]),
    },
  ],
};
const value = 'v'.repeat(40);
const request: KeyedRequest = { apiId: 'api', stage: 'dev', route: 'GET /v1/jars', value };

describe('checkApiKey', () => {
  const db = openStore(':memory:');
  afterAll(() => db.close());
  let nowMs: number;
  const create = (enabled = true, planId = 'plan') => {
    db.exec(
      'DROP TABLE IF EXISTS api_keys; DROP TABLE IF EXISTS usage_plan_keys; DROP TABLE IF EXISTS api_key_usage',
    );
    nowMs = Date.UTC(2026, 10, 30, 12);
    const store = createApiKeyStore(db, {
      apiKeys: [{ ...declared, id: 'key', name: 'partner', enabled, value }],
      usagePlanKeys: [{ ...declared, planId, keyId: 'key' }],
    });
    const buckets = createTokenBuckets(() => nowMs);
    return { store, check: createCheckApiKey([plan], store, buckets, () => nowMs) };
  };

  it('allows a key of the plan, and counts its request', () => {
    const { store, check } = create();
    expect(check(request)).toBeUndefined();
    expect(store.usedBetween('plan', 'key', '2026-11-30', '2026-11-30')).toBe(1);
  });

  it.each([
    ['no key', { value: undefined }],
    ['another key', { value: 'other' }],
    ['a stage that the plan does not have', { stage: 'prod' }],
    ['an API that the plan does not have', { apiId: 'other' }],
  ])('refuses %s', (_what, more) => {
    expect(create().check({ ...request, ...more })).toEqual({ type: 'INVALID_API_KEY' });
  });

  it('refuses a disabled key, and a key of no plan', () => {
    expect(create(false).check(request)).toEqual({ type: 'INVALID_API_KEY' });
    expect(create(true, 'other').check(request)).toEqual({ type: 'INVALID_API_KEY' });
  });

  it('refuses more than the rate, and does not count what it refuses', () => {
    const { store, check } = create();
    const answers = Array.from({ length: 4 }, () => check(request));
    expect(answers).toEqual([undefined, undefined, undefined, { type: 'THROTTLED' }]);
    expect(store.usedBetween('plan', 'key', '2026-11-30', '2026-11-30')).toBe(3);
  });

  it('has a limit of its own for a route with one', () => {
    const { check } = create();
    const slow = { ...request, route: 'GET /v1/slow' };
    expect([check(slow), check(slow), check(request)]).toEqual([undefined, { type: 'THROTTLED' }, undefined]);
  });

  it('refuses more than the quota until the next day', () => {
    const { check } = create();
    const next = () => {
      nowMs += 60_000;
      return check(request);
    };
    expect([next(), next(), next(), next()]).toEqual([undefined, undefined, undefined, undefined]);
    expect(next()).toEqual({ type: 'QUOTA_EXCEEDED' });
    nowMs = Date.UTC(2026, 11, 1);
    expect(check(request)).toBeUndefined();
  });
});

describe('createApiKeyStore', () => {
  it('keeps the generated value of a declared key, and its usage, at the next start', () => {
    const db = openStore(':memory:');
    const apiKeys = [{ ...declared, id: 'key', name: 'partner', enabled: true }];
    const start = () => createApiKeyStore(db, { apiKeys, usagePlanKeys: [] });
    const first = start();
    const generated = first.get('key')?.value;
    expect(generated).toMatch(/^[A-Za-z0-9]{40}$/);
    first.count('plan', 'key', '2026-11-30');
    const second = start();
    expect(second.get('key')?.value).toBe(generated);
    expect(second.usedBetween('plan', 'key', '2026-11-30', '2026-11-30')).toBe(1);
    db.close();
  });
});
