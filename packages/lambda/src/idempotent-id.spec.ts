import { deriveId } from './idempotent-id.ts';

describe('deriveId', () => {
  it('returns the same id for the same caller and key', () => {
    expect(deriveId('ord', 'shop-1', 'key-1')).toBe('ord_7ZSMEV45X23RR0N57HNHENV5C2');
  });

  it('returns different ids for another key, caller or prefix', () => {
    const ids = [
      deriveId('ord', 'shop-1', 'key-1'),
      deriveId('ord', 'shop-1', 'key-2'),
      deriveId('ord', 'shop-2', 'key-1'),
      deriveId('prd', 'shop-1', 'key-1'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('does not confuse the end of a caller id with the start of a key', () => {
    expect(deriveId('ord', 'shop","a', 'b')).not.toBe(deriveId('ord', 'shop', 'a","b'));
    expect(deriveId('ord', 'shop|a', 'b')).not.toBe(deriveId('ord', 'shop', 'a|b'));
  });

  it('always returns an id in the format of the contracts', () => {
    for (let number = 0; number < 200; number += 1) {
      expect(deriveId('prd', 'shop-1', String(number))).toMatch(/^prd_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    }
  });
});
