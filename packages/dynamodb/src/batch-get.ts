import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { backOffMs, sleep } from './back-off.ts';
import { ContentionError } from './contention-error.ts';
import type { Item } from './item.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_KEYS = 100;
/** The delays between eight attempts are at most 2.1 s together, less than a request may take. */
const MAX_ATTEMPTS = 8;
const MAX_DELAY_MS = 500;

export type BatchGetOptions = {
  /** Attributes to read. Defaults to all. */
  readonly attributes?: readonly string[];
  /** True for strongly consistent reads. Defaults to false. */
  readonly isConsistent?: boolean;
};

/**
 * Reads items by their keys, up to 100 in one request, and retries keys that DynamoDB left unprocessed.
 *
 * @param keys may contain duplicates: each item is read and returned once. DynamoDB itself rejects a request with a
 *   duplicate key, and an index query may return one item twice while its index key changes.
 * @returns the items that exist, in no particular order
 * @throws ContentionError if keys are still unprocessed after the last attempt
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Item[],
  options: BatchGetOptions = {},
): Promise<readonly Item[]> {
  const distinct = distinctKeys(keys);
  const batches = Array.from({ length: Math.ceil(distinct.length / MAX_BATCH_KEYS) }, (_none, index) =>
    distinct.slice(index * MAX_BATCH_KEYS, (index + 1) * MAX_BATCH_KEYS),
  );
  const found = await Promise.all(batches.map((batch) => readBatch(client, tableName, batch, options)));
  return found.flat();
}

function distinctKeys(keys: readonly Item[]): readonly Item[] {
  const named = keys.map((key) => [JSON.stringify(Object.entries(key).sort()), key] as const);
  return [...new Map(named).values()];
}

async function readBatch(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Item[],
  options: BatchGetOptions,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let pending = [...keys];
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS) {
      throw new ContentionError(`${pending.length} items were not read in ${MAX_ATTEMPTS} attempts`);
    }
    if (attempt > 1) await sleep(backOffMs(attempt, MAX_DELAY_MS));
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
