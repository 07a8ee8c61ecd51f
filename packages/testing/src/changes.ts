import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemChange } from './stream.ts';

type Item = Readonly<Record<string, unknown>>;

/**
 * Runs `work` and returns the items that it changed, with their old and new images, in the order of their keys. An item
 * that changed twice is one change.
 *
 * @param client for a table whose keys are `pk` and, if it has a sort key, `sk`
 */
export async function changesBy(
  client: DynamoDBDocumentClient,
  tableName: string,
  work: () => Promise<unknown>,
): Promise<readonly ItemChange[]> {
  const before = await itemsOf(client, tableName);
  await work();
  const after = await itemsOf(client, tableName);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys
    .map((key) => toChange(before.get(key), after.get(key)))
    .filter(({ oldImage, newImage }) => !isDeepStrictEqual(oldImage, newImage));
}

/** Reverts changes, so that a spec can continue from the earlier state in another way. */
export async function undo(
  client: DynamoDBDocumentClient,
  TableName: string,
  changes: readonly ItemChange[],
): Promise<void> {
  for (const { oldImage, newImage } of changes) {
    if (oldImage !== undefined) await client.send(new PutCommand({ TableName, Item: { ...oldImage } }));
    else await client.send(new DeleteCommand({ TableName, Key: keyOf(newImage ?? {}) }));
  }
}

async function itemsOf(client: DynamoDBDocumentClient, TableName: string): Promise<Map<string, Item>> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return new Map(Items.map((item) => [JSON.stringify(keyOf(item)), item]));
}

function keyOf({ pk, sk }: Item): { pk: unknown; sk?: unknown } {
  return sk === undefined ? { pk } : { pk, sk };
}

function toChange(oldImage: Item | undefined, newImage: Item | undefined): ItemChange {
  return {
    ...(oldImage === undefined ? {} : { oldImage }),
    ...(newImage === undefined ? {} : { newImage }),
  };
}
