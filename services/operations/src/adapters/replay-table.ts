import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { replay } from '@tradepost/contracts/operations/model';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import * as z from 'zod/mini';
import type { StoredReplay } from '../domain/stored-replay.ts';

/** The requested replays. */
export type ReplayTable = {
  readonly find: (id: string) => Promise<StoredReplay | undefined>;
  /** Returns the write of a new replay, for the transaction that records it. It fails if one with its id is stored. */
  readonly toPut: (replay: StoredReplay) => TransactWriteItem;
  /** Returns the write of an approval, for the transaction that records it. It fails if the replay is approved. */
  readonly toApproval: (approved: StoredReplay) => TransactWriteItem;
  /** Records that all events of an aggregate are delivered. */
  readonly complete: (id: string, events: number) => Promise<void>;
};

const storedReplay = z.object({
  ...z.omit(replay, { status: true, percent: true, reason: true }).shape,
  fingerprint: z.string(),
  requestedBy: z.optional(z.string()),
  approvedBy: z.optional(z.string()),
});

export function createReplayTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ReplayTable {
  const keyOf = (id: string) => ({ TableName: tableName, Key: { pk: `replay#${id}` } });
  return {
    find: async (id) => {
      const { Item } = await client.send(new GetCommand({ ...keyOf(id), ConsistentRead: true }));
      return Item === undefined ? undefined : storedReplay.parse(Item);
    },
    toPut: (replay) => ({
      Put: {
        TableName: tableName,
        Item: { pk: `replay#${replay.id}`, ...replay },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
    toApproval: ({ id, approvedBy, approvedAt }) => ({
      Update: {
        ...keyOf(id),
        UpdateExpression: 'SET approvedBy = :by, approvedAt = :at',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(approvedBy)',
        ExpressionAttributeValues: { ':by': approvedBy, ':at': approvedAt },
      },
    }),
    complete: async (id, events) => {
      await client.send(
        new UpdateCommand({
          ...keyOf(id),
          UpdateExpression: 'SET #events = :events',
          ExpressionAttributeNames: { '#events': 'events' },
          ExpressionAttributeValues: { ':events': events },
        }),
      );
    },
  };
}
