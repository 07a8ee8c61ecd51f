import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemChange } from './stream.ts';

type Item = Readonly<Record<string, unknown>>;

/**
 * What a table's stream would carry of some work: the items that it changed, as they were and as they are, in the
 * order of their keys. An item that it changed twice is one change.
 *
 * @param client for the table, whose keys are `pk` and, where it has one, `sk`
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

/** Puts a table back to what it was before the changes, for a story that goes two ways. */
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
