import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TestCloud } from '@tradepost/testing/cloud/with-cloud';

const TableName = 'tradepost-dev-orders-offers';

/** Creates a client of the projection of offers in orders. */
export function createOffers(aws: TestCloud['aws']) {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const of = async (sku: string): Promise<object | undefined> => {
    const Key = { pk: `sku#${sku}` };
    return (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
  };
  return {
    documents,
    of,
    /** Deletes the offer of a product, as if its event had never been processed. */
    lose: async (sku: string, productId: string): Promise<void> => {
      for (const pk of [`sku#${sku}`, `product#${productId}`])
        await documents.send(new DeleteCommand({ TableName, Key: { pk } }));
      expect(await of(sku)).toBeUndefined();
    },
  };
}
