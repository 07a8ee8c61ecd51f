import { refuseKey } from './api-key.ts';

const refused = (code: string) => ({ status: 401, body: { error: { code } } });

describe('A key', () => {
  it.each(['1'.repeat(32), 'aB3'.repeat(13), `sk_test_${'x'.repeat(32)}`])('is taken: %s', (key) => {
    expect(refuseKey(`Bearer ${key}`)).toBeUndefined();
  });

  it('has to be there', () => {
    expect(refuseKey(undefined)).toEqual(refused('api_key_missing'));
  });

  it.each([
    ['is too short', `Bearer ${'1'.repeat(31)}`],
    ['is too long', `Bearer ${'1'.repeat(256)}`],
    ['has other characters', `Bearer ${'1'.repeat(32)}!`],
    ['has no scheme', '1'.repeat(32)],
    ['has another scheme', `Basic ${'1'.repeat(32)}`],
    ['is none', 'Bearer '],
  ])('is refused where it %s', (_, authorization) => {
    expect(refuseKey(authorization)).toEqual(refused('api_key_invalid'));
  });

  it('is refused when it was revoked', () => {
    expect(refuseKey(`Bearer revoked_${'1'.repeat(32)}`)).toEqual(refused('api_key_expired'));
  });
});
