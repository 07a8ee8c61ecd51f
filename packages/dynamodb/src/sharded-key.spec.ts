import { shardedKey, shardedKeys } from './sharded-key.ts';

describe('shardedKey', () => {
  it('always gives an id the same shard', () => {
    const keys = ['ord_01KB6Z4V6D7M1Q2W3E4R5T6Y7U', 'ord_01KB6Z4V6D7M1Q2W3E4R5T6Y7V', ''].map((id) =>
      shardedKey('expiring', id, 4),
    );
    expect(keys).toEqual(['expiring#3', 'expiring#1', 'expiring#3']);
  });

  it.each([4, 8])('spreads ids that differ only in their numbers evenly over %i shards', (shards) => {
    const counts = new Map<string, number>();
    for (let number = 0; number < 1_000 * shards; number += 1) {
      const key = shardedKey('orders', `order-${number}`, shards);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(shardedKeys('orders', shards));
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(900);
      expect(count).toBeLessThan(1_100);
    }
  });
});

describe('shardedKeys', () => {
  it('returns the key of every shard', () => {
    expect(shardedKeys('expiring', 4)).toEqual(['expiring#0', 'expiring#1', 'expiring#2', 'expiring#3']);
  });
});
