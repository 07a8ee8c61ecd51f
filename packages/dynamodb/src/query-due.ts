import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import { shardedKeys } from './sharded-key.ts';

/**
 * Returns the items of which a time has come, from the sparse index `due`. Its key is `due` (a key of `shardedKey`) and `dueAt`
 * (a time in UTC with milliseconds). The index lags behind the table: a caller decides each item as it is stored.
 *
 * @param at the time up to which items are due, as `dueAt` is written
 * @param limitPerShard maximum items of each shard; a later call finds the rest
 */
export async function queryDue(
  client: DynamoDBDocumentClient,
  { tableName, shards }: { readonly tableName: string; readonly shards: number },
  at: string,
  limitPerShard: number,
): Promise<readonly Item[]> {
  const pages = await Promise.all(
    shardedKeys('due', shards).map((shard) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'due',
          KeyConditionExpression: 'due = :shard AND dueAt <= :at',
          ExpressionAttributeValues: { ':shard': shard, ':at': at },
          Limit: limitPerShard,
        }),
      ),
    ),
  );
  return pages.flatMap(({ Items }) => Items ?? []);
}
