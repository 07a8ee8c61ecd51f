import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { queryPages } from '@tradepost/dynamodb/query-pages';
import { SHARDS } from '../chain.ts';
import type { Head } from '../entry.ts';
import { headKey } from '../item.ts';
import type { FoundItem } from './check-entries.ts';
import type { ReadableLog } from './verify-log.ts';

const HEADS = new Set(Array.from({ length: SHARDS }, (_none, shard) => headKey(shard).pk));

/** Reads the table of an audit log with strong consistency, a page at a time. */
export function readTable(client: DynamoDBDocumentClient, TableName: string): Omit<ReadableLog, 'anchors'> {
  return {
    partitions: async function* partitions() {
      let ExclusiveStartKey: Readonly<Record<string, unknown>> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({
            ...{ TableName, ProjectionExpression: 'pk', ConsistentRead: true },
            ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
          }),
        );
        const keys = new Set((page.Items ?? []).map(({ pk }) => String(pk)));
        for (const pk of keys) if (!HEADS.has(pk)) yield pk;
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    },
    itemsOf: async function* itemsOf(partition) {
      const query = {
        ...{ TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk' },
        ExpressionAttributeValues: { ':pk': partition },
      };
      for await (const page of queryPages(client, query)) {
        for (const item of page.items) yield item as FoundItem;
      }
    },
    headOf: async (shard) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: headKey(shard), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : (Item as Head);
    },
  };
}
