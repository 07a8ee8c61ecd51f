import { isEnded, replace, revoke, type StoredApiKey } from './api-key.ts';

const NOW = '2026-03-01T08:00:00.000Z';
const LATER = '2026-03-01T10:00:00.000Z';
const key: StoredApiKey = {
  id: 'key_1',
  gatewayKeyId: 'abc',
  version: 0,
  partner: 'Mug Comparison Ltd',
  issuedAt: '2026-01-01T08:00:00.000Z',
  issuedBy: 'ada',
};
const change = { replacedBy: 'key_2', overlapHours: 2, by: 'grace', now: NOW };
const replaced: StoredApiKey = {
  ...key,
  version: 1,
  replacedBy: 'key_2',
  revokeAt: LATER,
  revokedBy: 'grace',
};

describe('a replaced API key', () => {
  it('is valid until the overlap ends', () => {
    expect(replace(key, change)).toEqual({ key: replaced });
    expect([isEnded(replaced, NOW), isEnded(replaced, LATER)]).toEqual([false, true]);
  });

  it('is not replaced again', () => {
    expect(replace(replaced, change)).toEqual({ rejection: { code: 'API_KEY_REPLACED' } });
  });

  it('can be revoked before the overlap ends', () => {
    expect(revoke(replaced, { by: 'ada', now: NOW })).toEqual({
      ...replaced,
      version: 2,
      revokeAt: NOW,
      revokedBy: 'ada',
    });
  });
});

describe('a revoked API key', () => {
  const revoked = revoke(key, { by: 'grace', now: NOW }) ?? key;

  it('has the person and the time', () => {
    expect(revoked).toEqual({ ...key, version: 1, revokeAt: NOW, revokedBy: 'grace' });
  });

  it.each([
    ['before it is disabled', revoked],
    ['after it was disabled', { ...revoked, revokedAt: LATER }],
  ])('is not changed again: %s', (_when, ended) => {
    expect(revoke(ended, { by: 'ada', now: NOW })).toBeUndefined();
    expect(replace(ended, change)).toEqual({ rejection: { code: 'API_KEY_REVOKED' } });
  });
});
