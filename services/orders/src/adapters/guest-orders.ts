import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import { ConflictError } from '@tradepost/aggregate/store';
import { writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { orderViewKey } from './order-projection.ts';

/** The newest order of each guest, by the hash of the e-mail address. A projection, like the lists of orders. */
export type GuestOrders = {
  /**
   * Saves an order as the newest of its guest, unless the address has a newer one, or the projection of orders has a later version of
   * the order: that version may have another address, whose guest this entry would be found by again.
   *
   * @throws ContentionError if other transactions, of orders of the same guest, hold the entry for too many attempts in a row
   */
  readonly save: (order: GuestOrderKey & { readonly version: number }) => Promise<void>;
  /** Removes an order whose guest was erased. A newer order of the address stays. */
  readonly remove: (order: Pick<GuestOrderKey, 'emailHash' | 'orderId'>) => Promise<void>;
  /** Returns the id of the newest order of an address; undefined if there is none. */
  readonly newestOf: (emailHash: string) => Promise<string | undefined>;
};

export type GuestOrderKey = {
  readonly emailHash: string;
  readonly orderId: string;
  readonly placedAt: string;
};

export function createGuestOrders({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): GuestOrders {
  const toPk = (emailHash: string) => `guest#${emailHash}`;
  return {
    save: ({ emailHash, orderId, placedAt, version }) => {
      const newest = `${placedAt}#${orderId}`;
      const write = () =>
        writeTransaction(client, [
          {
            ConditionCheck: {
              TableName: tableName,
              Key: orderViewKey(orderId),
              ConditionExpression: '#version <= :version',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':version': version },
            },
          },
          {
            Put: {
              TableName: tableName,
              Item: { pk: toPk(emailHash), newest, orderId },
              ConditionExpression: 'attribute_not_exists(pk) OR newest < :newest',
              ExpressionAttributeValues: { ':newest': newest },
            },
          },
        ]);
      return retryOnConflict(async () => {
        const cancellation = await write();
        if (cancellation === undefined || cancellation.reasons.includes('condition-failed')) return;
        const { cause } = cancellation;
        throw new ConflictError('another transaction holds the entry of the guest', { cause });
      });
    },
    remove: async ({ emailHash, orderId }) => {
      try {
        await client.send(
          new DeleteCommand({
            TableName: tableName,
            Key: { pk: toPk(emailHash) },
            ConditionExpression: 'orderId = :orderId',
            ExpressionAttributeValues: { ':orderId': orderId },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    newestOf: async (emailHash) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk: toPk(emailHash) } }),
      );
      return Item?.['orderId'] as string | undefined;
    },
  };
}
