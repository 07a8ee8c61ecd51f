import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE_NAME } from '../inventory.spec-kit.ts';

/** Units that carts hold by location, as stored. Locations without the attribute are left out. */
export async function heldByCartsOf(client: DynamoDBDocumentClient, sku: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: TABLE_NAME,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `sku#${sku}` },
      ConsistentRead: true,
    }),
  );
  return Object.fromEntries(
    Items.flatMap(({ location, heldByCarts }) =>
      heldByCarts === undefined ? [] : [[location, heldByCarts]],
    ),
  );
}
