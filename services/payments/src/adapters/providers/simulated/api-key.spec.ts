import { rejectKey } from './api-key.ts';

const rejected = (code: string) => ({ status: 401, body: { error: { code } } });

describe('rejectKey', () => {
  it.each(['1'.repeat(32), 'aB3'.repeat(13), `sk_test_${'x'.repeat(32)}`])('accepts %s', (key) => {
    expect(rejectKey(`Bearer ${key}`)).toBeUndefined();
  });

  it('rejects a request without a key', () => {
    expect(rejectKey(undefined)).toEqual(rejected('api_key_missing'));
  });

  it.each([
    ['too short', `Bearer ${'1'.repeat(31)}`],
    ['too long', `Bearer ${'1'.repeat(256)}`],
    ['with other characters', `Bearer ${'1'.repeat(32)}!`],
    ['without a scheme', '1'.repeat(32)],
    ['with another scheme', `Basic ${'1'.repeat(32)}`],
    ['empty', 'Bearer '],
  ])('rejects a key that is not well-formed: %s', (_, authorization) => {
    expect(rejectKey(authorization)).toEqual(rejected('api_key_invalid'));
  });

  it('rejects a revoked key', () => {
    expect(rejectKey(`Bearer revoked_${'1'.repeat(32)}`)).toEqual(rejected('api_key_expired'));
  });
});
