import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import { putIf } from './put-if.ts';

/**
 * Puts an item unless the table has the same or a newer version of it. Events and stream records are delivered more than
 * once and not in order, so a projection ignores what it has already.
 *
 * @param item its partition key is `pk`, and `version` is the number that decides
 * @returns true if the item was written, false if it was ignored
 */
export function putIfNewer(
  client: DynamoDBDocumentClient,
  tableName: string,
  item: Item & { readonly pk: string; readonly version: number },
): Promise<boolean> {
  return putIf(client, {
    TableName: tableName,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': item.version },
  });
}
