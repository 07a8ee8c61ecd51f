import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

/** The payments that were captured, from the events of payments. */
export type CapturedPayments = {
  readonly save: (paymentId: string) => Promise<void>;
  readonly has: (paymentId: string) => Promise<boolean>;
};

export function createCapturedPayments({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): CapturedPayments {
  const toPk = (paymentId: string) => `captured#${paymentId}`;
  return {
    save: async (paymentId) => {
      await client.send(new PutCommand({ TableName: tableName, Item: { pk: toPk(paymentId) } }));
    },
    has: async (paymentId) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk: toPk(paymentId) }, ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}
