import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';

/** `hasMore` is true if items follow, or may follow because the request ended at 1 MB. */
export type QueryPage = { readonly items: readonly Item[]; readonly hasMore: boolean };

/**
 * Reads one page of a query, with one request for `limit` + 1 items: if the last one exists, there is a next page.
 *
 * @param query has neither a limit nor a filter, because DynamoDB applies a filter after the limit
 * @param limit maximum number of items of the page
 */
export async function queryPage(
  client: DynamoDBDocumentClient,
  query: Omit<QueryCommandInput, 'Limit' | 'FilterExpression'>,
  limit: number,
): Promise<QueryPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({ ...query, Limit: limit + 1 }),
  );
  return {
    items: Items.slice(0, limit),
    // Fewer items than requested with a last key: the request ended at 1 MB.
    hasMore: Items.length > limit || LastEvaluatedKey !== undefined,
  };
}
