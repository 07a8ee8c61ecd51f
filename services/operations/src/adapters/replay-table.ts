import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { replay } from '@tradepost/contracts/operations/model';
import { putIfAbsent } from '@tradepost/dynamodb/put-if-absent';
import * as z from 'zod/mini';
import type { StoredReplay } from '../domain/stored-replay.ts';

/** The requested replays. */
export type ReplayTable = {
  /** Stores a replay, unless one with its id is stored. Returns the stored one. */
  readonly keep: (replay: StoredReplay) => Promise<StoredReplay>;
  readonly find: (id: string) => Promise<StoredReplay | undefined>;
  /** Records the approval, unless another person has approved it: undefined. Returns the replay. */
  readonly approve: (id: string, by: string, at: string) => Promise<StoredReplay | undefined>;
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
    keep: async (replay) => {
      const existing = await putIfAbsent(client, tableName, { pk: `replay#${replay.id}`, ...replay });
      return existing === undefined ? replay : storedReplay.parse(existing);
    },
    approve: async (id, by, at) => {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            ...keyOf(id),
            UpdateExpression: 'SET approvedBy = :by, approvedAt = if_not_exists(approvedAt, :at)',
            ConditionExpression: 'attribute_not_exists(approvedBy) OR approvedBy = :by',
            ExpressionAttributeValues: { ':by': by, ':at': at },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return storedReplay.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
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
