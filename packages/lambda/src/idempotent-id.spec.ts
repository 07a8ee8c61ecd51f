import { deriveId } from './idempotent-id.ts';

describe('deriveId', () => {
  it('returns the same id for the same owner and key', () => {
    expect(deriveId('ord', 'pay_1', 'key-1')).toBe('ord_7GZC2ZB5T1H399W2QRVSVYJYXQ');
  });

  it('returns different ids for another key, owner or prefix', () => {
    const ids = [
      deriveId('ord', 'pay_1', 'key-1'),
      deriveId('ord', 'pay_1', 'key-2'),
      deriveId('ord', 'pay_2', 'key-1'),
      deriveId('prd', 'pay_1', 'key-1'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('does not confuse the end of an owner id with the start of a key', () => {
    expect(deriveId('ord', 'shop","a', 'b')).not.toBe(deriveId('ord', 'shop', 'a","b'));
    expect(deriveId('ord', 'shop|a', 'b')).not.toBe(deriveId('ord', 'shop', 'a|b'));
  });

  it('always returns an id in the format of the contracts', () => {
    for (let number = 0; number < 200; number += 1) {
      expect(deriveId('prd', 'pay_1', String(number))).toMatch(/^prd_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    }
  });
});
