import { createIdFromKey } from './id-from-key.ts';

const idFromKey = createIdFromKey(async () => 'pepper');
const support = { kind: 'person', issuer: 'https://staff', id: 'user-1' };

describe('createIdFromKey', () => {
  it('returns the same id for the same caller and key', async () => {
    expect(await idFromKey('ord', support, 'key-1')).toBe(await idFromKey('ord', support, 'key-1'));
    expect(await idFromKey('ord', support, 'key-1')).toMatch(/^ord_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it('returns another id for another key, subject, issuer, kind, prefix or pepper', async () => {
    const ids = await Promise.all([
      idFromKey('ord', support, 'key-1'),
      idFromKey('ord', support, 'key-2'),
      idFromKey('ord', { ...support, id: 'user-2' }, 'key-1'),
      idFromKey('ord', { ...support, issuer: 'https://customers' }, 'key-1'),
      idFromKey('ord', { ...support, kind: 'machine' }, 'key-1'),
      idFromKey('prd', support, 'key-1'),
      createIdFromKey(async () => 'other')('ord', support, 'key-1'),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('does not confuse the end of a subject with the start of a key', async () => {
    const owner = (id: string) => ({ kind: 'guest', id });
    expect(await idFromKey('ord', owner('shop","a'), 'b')).not.toBe(
      await idFromKey('ord', owner('shop'), 'a","b'),
    );
  });
});
