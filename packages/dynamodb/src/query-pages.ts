import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';

/** The items of one request. `lastKey` is the key up to which it read; absent if it read to the end. */
export type QueriedPage = { readonly items: readonly Item[]; readonly lastKey?: Item | undefined };

/**
 * Reads a query request by request, each when the one before was consumed. A request reads at most 1 MB, or the `Limit` of
 * the query, before its filter is applied. So a page may be empty although more follow.
 *
 * @returns the pages. The caller ends the iteration when it has enough
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */
export async function* queryPages(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): AsyncGenerator<QueriedPage, void, undefined> {
  let from = query.ExclusiveStartKey;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...query, ExclusiveStartKey: from }),
    );
    yield { items: Items, lastKey: LastEvaluatedKey };
    from = LastEvaluatedKey;
  } while (from !== undefined);
}
