import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import { queryPages } from './query-pages.ts';

/**
 * Reads all items of a query, however many requests that takes. It is for partitions whose size is limited otherwise: an
 * aggregate's commits, a SKU's locations.
 *
 * @returns the items, in the order of the query
 */
export async function queryAll(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const { items } of queryPages(client, query)) all.push(...items);
  return all;
}
