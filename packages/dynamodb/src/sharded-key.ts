/**
 * Returns the key of one shard of an index partition: `<name>#<shard>`. A partition accepts 1,000 writes per second, so a
 * partition that many items share is divided.
 *
 * The last character of the id decides the shard, because ids end in random characters. Stored items have these keys, so
 * the hash stays: an item that moves to another shard while a list is read may be listed twice or not at all.
 *
 * @param name the partition: `expiring`
 * @param id ends in a random character of Crockford's Base32, as ULIDs do
 * @param shards number of shards. A power of two up to 8 divides the 32 characters nearly evenly
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */
export function shardedKey(name: string, id: string, shards: number): string {
  return `${name}#${id.charCodeAt(id.length - 1) % shards}`;
}

/** Returns the keys of all shards of a partition. A reader queries each of them. */
export function shardedKeys(name: string, shards: number): readonly string[] {
  return Array.from({ length: shards }, (_none, shard) => `${name}#${shard}`);
}
