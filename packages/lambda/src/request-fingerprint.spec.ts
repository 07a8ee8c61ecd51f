import { createFingerprint } from './request-fingerprint.ts';

describe('a fingerprint', () => {
  const fingerprintOf = createFingerprint(async () => 'pepper');

  it('is the same for a repeat, whatever the order of its fields', async () => {
    const [first, repeat] = await Promise.all([
      fingerprintOf({ email: 'ada@example.com', lines: [1] }),
      fingerprintOf({ lines: [1], email: 'ada@example.com' }),
    ]);
    expect(first).toMatch(/^fpr_[0-9A-Z]{26}$/);
    expect(repeat).toBe(first);
  });

  it('is another one for another request, or another pepper', async () => {
    const body = { email: 'ada@example.com' };
    const all = await Promise.all([
      fingerprintOf(body),
      fingerprintOf({ email: 'eva@example.com' }),
      createFingerprint(async () => 'salt')(body),
    ]);
    expect(new Set(all).size).toBe(3);
  });
});
