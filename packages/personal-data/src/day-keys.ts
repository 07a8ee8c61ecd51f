import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { putIfAbsent } from '@tradepost/dynamodb/put-if-absent';
import { createCache } from './cache.ts';
import type { WrappingKey } from './kms-key.ts';

/** The keys of the days: each encrypts the subjects' keys that are created on its day. */
export type DayKeys = {
  /** Returns the key of the present day (UTC), and creates it if there is none. */
  readonly present: () => Promise<{ readonly day: string; readonly key: Buffer }>;
  /** Returns the key of a day. Throws if there is none: a day key is never deleted. */
  readonly of: (day: string) => Promise<Buffer>;
};

export type DayKeysConfig = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly wrappingKey: WrappingKey;
  /** Part of what KMS authenticates, so that a day key of another stage cannot be used. */
  readonly stage: string;
  readonly nowMs: () => number;
};

/** Days of which an instance keeps the key: a page of 100 orders may be of as many customers. */
const MAX_CACHED = 100;

/**
 * Day keys in the table of subject keys, under `pk = day#<date>`, each encrypted by the stage's KMS key. An instance calls KMS
 * once in five minutes for each day that it needs, which is usually the present one only.
 */
export function createDayKeys({ client, tableName, wrappingKey, stage, nowMs }: DayKeysConfig): DayKeys {
  const cache = createCache<Buffer>(MAX_CACHED, nowMs);
  const contextOf = (day: string) => ({ purpose: 'subject-keys', stage, day });
  const keep = (day: string, key: Buffer): Buffer => {
    cache.set(day, key);
    return key;
  };
  const read = async (day: string): Promise<Buffer | undefined> => {
    const known = cache.get(day);
    if (known !== undefined) return known;
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { pk: pkOf(day) }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unwrap(day, Item['wrapped'] as string);
  };
  const unwrap = async (day: string, wrapped: string) =>
    keep(day, await wrappingKey.unwrap(wrapped, contextOf(day)));
  const create = async (day: string): Promise<Buffer> => {
    const { key, wrapped } = await wrappingKey.generate(contextOf(day));
    const first = await putIfAbsent(client, tableName, { pk: pkOf(day), wrapped });
    return first === undefined ? keep(day, key) : unwrap(day, first['wrapped'] as string);
  };
  return {
    present: async () => {
      const day = new Date(nowMs()).toISOString().slice(0, 'YYYY-MM-DD'.length);
      return { day, key: (await read(day)) ?? (await create(day)) };
    },
    of: async (day) => {
      const key = await read(day);
      if (key === undefined)
        throw new Error(`there is no key of ${day}, with which subject keys were encrypted`);
      return key;
    },
  };
}

function pkOf(day: string): string {
  return `day#${day}`;
}
