import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { putIf } from '@tradepost/dynamodb/put-if';
import { shardedKey } from '@tradepost/dynamodb/sharded-key';

/** The numbers of orders for people: short, rising, and each given once. */
export type OrderNumbers = {
  /**
   * Claims the next number for an order. A number whose order is not placed in the end is never given again, so numbers have gaps.
   *
   * @throws Error if the numbers of the counter are taken: it was restored from a backup that is older than many orders
   */
  readonly claim: (orderId: string) => Promise<string>;
  /** Returns the id of the order that claimed a number. The order may have another one, or may not exist. */
  readonly find: (orderNumber: string) => Promise<string | undefined>;
};

/** Counters: an item accepts 1,000 writes per second. */
const SHARDS = 8;
/** Numbers begin here, so that all have five digits or more. */
const FIRST = 10_000;
/** Numbers that are tried, if a counter was restored from a backup: more than one counter gives in the moments that a restore loses. */
const MAX_ATTEMPTS = 50;

/** @param tableName has counters under `counter#<shard>`, and the order of each number under `number#<number>` */
export function createOrderNumbers({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): OrderNumbers {
  const next = async (orderId: string) => {
    const pk = shardedKey('counter', orderId, SHARDS);
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk },
        UpdateExpression: 'ADD amount :one',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const shard = Number(pk.slice('counter#'.length));
    return String(FIRST + Number(Attributes?.['amount']) * SHARDS + shard);
  };
  return {
    claim: async (orderId) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const orderNumber = await next(orderId);
        const isClaimed = await putIf(client, {
          TableName: tableName,
          Item: { pk: toPk(orderNumber), orderId },
          // The SDK may repeat a put that succeeded.
          ConditionExpression: 'attribute_not_exists(pk) OR orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
        });
        if (isClaimed) return orderNumber;
      }
      throw new Error(`${MAX_ATTEMPTS} order numbers in a row are taken: the counter is behind its numbers`);
    },
    find: async (orderNumber) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk: toPk(orderNumber) }, ConsistentRead: true }),
      );
      return Item?.['orderId'] as string | undefined;
    },
  };
}

function toPk(orderNumber: string): string {
  return `number#${orderNumber}`;
}
