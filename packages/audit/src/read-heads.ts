import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Anchor } from './anchor.ts';
import { SHARDS } from './chain.ts';
import type { Head } from './entry.ts';
import { headKey } from './item.ts';

/** Reads the heads of all shards that have entries, with strong consistency. */
export async function readHeads(client: DynamoDBDocumentClient, tableName: string): Promise<Anchor['heads']> {
  const shards = Array.from({ length: SHARDS }, (_none, shard) => shard);
  const items = await batchGet(client, tableName, shards.map(headKey), { isConsistent: true });
  const found = new Map(items.map((item) => [item['pk'], item]));
  return shards.flatMap((shard) => {
    const item = found.get(headKey(shard).pk);
    if (item === undefined) return [];
    const { chain, seq, hash } = item as unknown as Head;
    return [{ shard, chain, seq, hash }];
  });
}
