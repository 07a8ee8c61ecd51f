import { createHash } from 'node:crypto';

/**
 * Returns the key of one shard of an index partition: `<name>#<shard>`. A partition accepts 1,000 writes per second, so a
 * partition that many items share is divided. The same id always has the same shard, and ids are spread evenly.
 *
 * @param name the partition: `expiring`
 * @param id decides the shard
 * @param shards number of shards, at most 256
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */
export function shardedKey(name: string, id: string, shards: number): string {
  const firstByte = createHash('sha256').update(id).digest()[0] ?? 0;
  return `${name}#${firstByte % shards}`;
}

/** Returns the keys of all shards of a partition. A reader queries each of them. */
export function shardedKeys(name: string, shards: number): readonly string[] {
  return Array.from({ length: shards }, (_none, shard) => `${name}#${shard}`);
}
