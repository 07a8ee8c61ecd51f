import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import { putIf } from './put-if.ts';

/** An item of a projection that one of several products owns: versions are comparable only within a product. */
export type OwnedItem = Item & {
  readonly pk: string;
  readonly productId: string;
  readonly version: number;
  /** Time of that version, RFC 3339 in UTC. */
  readonly updatedAt: string;
};

/**
 * Puts an item unless the table has the same or a newer version of it. Events arrive in any order, and a SKU may move from one product to
 * another.
 *
 * @param isRemoval true if the product no longer has the SKU: an item of another product stays. Otherwise, of two products the one that was
 *   updated later wins
 * @returns true if the item was written, false if it was ignored
 */
export function putOfOwner(
  client: DynamoDBDocumentClient,
  tableName: string,
  item: OwnedItem,
  isRemoval = false,
): Promise<boolean> {
  const { productId, version, updatedAt } = item;
  const orLater = isRemoval ? '' : ' OR (productId <> :product AND updatedAt < :updatedAt)';
  return putIf(client, {
    TableName: tableName,
    Item: item,
    ConditionExpression: `attribute_not_exists(pk) OR (productId = :product AND version < :version)${orLater}`,
    ExpressionAttributeValues: {
      ':product': productId,
      ':version': version,
      ...(isRemoval ? {} : { ':updatedAt': updatedAt }),
    },
  });
}
