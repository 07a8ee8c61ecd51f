import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LegalHold } from '@tradepost/contracts/privacy/model';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import * as z from 'zod/mini';
import type { PrivacyTable } from './privacy-requests.ts';

/** Legal holds on customers: `pk = hold#<customerId>`. */
export type LegalHolds = {
  readonly find: (customerId: string) => Promise<LegalHold | undefined>;
  /** Returns the write of a hold, for the transaction that records it. */
  readonly toPut: (hold: LegalHold) => TransactWriteItem;
  /** Returns the deletion of a hold, for the transaction that records it. It fails if there is none. */
  readonly toDelete: (customerId: string) => TransactWriteItem;
};

const storedHold = z.object({
  customerId: z.string(),
  reason: z.string(),
  placedAt: z.string(),
  placedBy: z.string(),
});

export function createLegalHolds({ client, tableName: TableName }: PrivacyTable): LegalHolds {
  const keyOf = (customerId: string) => ({ pk: `hold#${customerId}`, sk: 'hold' });
  return {
    find: async (customerId) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: keyOf(customerId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : storedHold.parse(Item);
    },
    toPut: (hold) => ({ Put: { TableName, Item: { ...keyOf(hold.customerId), ...hold } } }),
    toDelete: (customerId) => ({
      Delete: { TableName, Key: keyOf(customerId), ConditionExpression: 'attribute_exists(pk)' },
    }),
  };
}
