import { shardedKey, shardedKeys } from './sharded-key.ts';

const BASE_32 = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

describe('shardedKey', () => {
  it('always gives an id the same shard', () => {
    const keys = ['ord_01KB6Z4V6D7M1Q2W3E4R5T6Y70', 'ord_01KB6Z4V6D7M1Q2W3E4R5T6Y7V'].map((id) =>
      shardedKey('expiring', id, 4),
    );
    expect(keys).toEqual(['expiring#0', 'expiring#2']);
  });

  it.each([2, 4, 8])('divides ids nearly evenly into %i shards', (shards) => {
    const counts = new Map<string, number>();
    for (const last of BASE_32) {
      const key = shardedKey('orders', `ord_01KB6Z4V6D7M1Q2W3E4R5T6Y7${last}`, shards);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(shardedKeys('orders', shards));
    for (const count of counts.values()) expect(Math.abs(count - 32 / shards)).toBeLessThanOrEqual(2);
  });
});

describe('shardedKeys', () => {
  it('returns the key of every shard', () => {
    expect(shardedKeys('expiring', 4)).toEqual(['expiring#0', 'expiring#1', 'expiring#2', 'expiring#3']);
  });
});
