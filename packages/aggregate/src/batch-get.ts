import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sleep } from './retry.ts';
import { ContentionError } from './store.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_KEYS = 100;
const MAX_ATTEMPTS = 8;
const BASE_DELAY_MS = 10;
const MAX_DELAY_MS = 500;

type Item = Record<string, unknown>;

export type BatchGetOptions = {
  /** The attributes that are wanted; all, where it says nothing. */
  readonly attributes?: readonly string[];
  readonly isConsistent?: boolean;
};

/**
 * Reads items by their keys, up to a hundred in one request, and again what DynamoDB did not get to.
 *
 * @param keys all different
 * @returns the items that there are, in no order
 * @throws ContentionError where some were still not read after the last attempt
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Item[],
  options: BatchGetOptions = {},
): Promise<readonly Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / MAX_BATCH_KEYS) }, (_none, index) =>
    keys.slice(index * MAX_BATCH_KEYS, (index + 1) * MAX_BATCH_KEYS),
  );
  const found = await Promise.all(batches.map((batch) => readBatch(client, tableName, batch, options)));
  return found.flat();
}

async function readBatch(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Item[],
  options: BatchGetOptions,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let pending: Item[] = [...keys];
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS) {
      throw new ContentionError(`${pending.length} items were not read in ${MAX_ATTEMPTS} attempts`);
    }
    if (attempt > 1) await sleep(Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName]: toRequest(pending, options) } }),
    );
    items.push(...(Responses?.[tableName] ?? []));
    pending = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
}

function toRequest(keys: Item[], { attributes, isConsistent = false }: BatchGetOptions) {
  return {
    Keys: keys,
    ConsistentRead: isConsistent,
    ...(attributes === undefined
      ? {}
      : {
          ProjectionExpression: attributes.map((_name, index) => `#a${index}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(attributes.map((name, index) => [`#a${index}`, name])),
        }),
  };
}
