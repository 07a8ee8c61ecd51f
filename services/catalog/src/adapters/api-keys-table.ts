import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { putIf } from '@tradepost/dynamodb/put-if';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { queryPage } from '@tradepost/dynamodb/query-page';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import { type StoredApiKey, storedApiKey } from '../domain/api-key.ts';

/** One partition has all keys: there are as many as partners, and nobody reads them often. */
const PARTITION = 'api-keys';

export type ApiKeysTable = {
  readonly find: (id: string) => Promise<StoredApiKey | undefined>;
  /** Returns up to `limit` keys, newest first. `next` is the `after` of the next page. */
  readonly page: (
    limit: number,
    after?: string,
  ) => Promise<{ readonly items: readonly StoredApiKey[]; readonly next?: string }>;
  /** Keys whose revocation is due and was not completed, by a sparse index. */
  readonly due: (now: string) => Promise<readonly StoredApiKey[]>;
  /**
   * Returns the writes of keys, for the transaction that records the act: no act is unrecorded. They fail if a key has been changed
   * meanwhile.
   *
   * @param keys each at its next version; version 0 is a new key
   */
  readonly toPuts: (keys: readonly StoredApiKey[]) => readonly TransactWriteItem[];
  /** Stores the end of a revocation, which has an audit entry already. Does nothing if the key has been changed meanwhile. */
  readonly complete: (key: StoredApiKey) => Promise<void>;
};

type Config = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
};

/** Creates the access to the API keys of partners. Reads are consistent, except which keys are due. */
export function createApiKeysTable({ client, tableName }: Config): ApiKeysTable {
  const query = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': PARTITION },
    ConsistentRead: true,
  };
  const find: ApiKeysTable['find'] = async (id) => {
    const { Item: item } = await client.send(
      new GetCommand({ TableName: tableName, Key: keyOf(id), ConsistentRead: true }),
    );
    return item === undefined ? undefined : storedApiKey.parse(item);
  };
  return {
    find,
    page: async (limit, after) => {
      const start = after === undefined ? {} : { ExclusiveStartKey: keyOf(after) };
      const { items, hasMore } = await queryPage(
        client,
        { ...query, ScanIndexForward: false, ...start },
        limit,
      );
      const keys = items.map((item) => storedApiKey.parse(item));
      const last = keys.at(-1);
      return last !== undefined && hasMore ? { items: keys, next: last.id } : { items: keys };
    },
    due: async (now) => {
      const items = await queryAll(client, {
        TableName: tableName,
        IndexName: 'ending',
        KeyConditionExpression: 'ending = :ending AND revokeAt <= :now',
        ExpressionAttributeValues: { ':ending': PARTITION, ':now': now },
      });
      // The index has the keys of the table only. A revocation may have been completed since it was read.
      const keys = await Promise.all(items.map(({ sk }) => find(String(sk))));
      return keys.filter((key) => key !== undefined && key.revokedAt === undefined) as StoredApiKey[];
    },
    toPuts: (keys) => keys.map((key) => ({ Put: putOf(tableName, key) })),
    complete: async (key) => {
      await putIf(client, putOf(tableName, key));
    },
  };
}

function putOf(tableName: string, key: StoredApiKey) {
  const isEnding = key.revokeAt !== undefined && key.revokedAt === undefined;
  const Item = { ...keyOf(key.id), ...key, ...(isEnding ? { ending: PARTITION } : {}) };
  return key.version === 0
    ? { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        TableName: tableName,
        Item,
        ConditionExpression: '#version = :before',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': key.version - 1 },
      };
}

/** Ids sort by the time at which the keys were issued. */
function keyOf(id: string) {
  return { pk: PARTITION, sk: id };
}
