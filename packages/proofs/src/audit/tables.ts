import { DeleteCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { forEach } from '@tradepost/command-line/for-each';
import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';

export type Row = Record<string, UncheckedJson>;

const CONCURRENCY = 16;

/** Reads all items of a table, named without the stage's prefix: `orders-events`. */
async function readTable(documents: DynamoDBDocumentClient, table: string): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: nameOf(table), ConsistentRead: true, ExclusiveStartKey: from }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
}

/** Reads all items of several tables, by name. */
export async function readTables<Name extends string>(
  documents: DynamoDBDocumentClient,
  tables: readonly Name[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const read = tables.map(async (table) => [table, await readTable(documents, table)] as const);
  return new Map(await Promise.all(read));
}

/** Deletes every item of a table. */
export async function emptyTable(documents: DynamoDBDocumentClient, table: string): Promise<void> {
  await forEach(await readTable(documents, table), CONCURRENCY, async (row) => {
    await documents.send(new DeleteCommand({ TableName: nameOf(table), Key: keyOf(row) }));
  });
}

/** All tables have the same names for their keys. */
export function keyOf({ pk, sk }: Row): Row {
  return sk === undefined ? { pk } : { pk, sk };
}

function nameOf(table: string): string {
  return `tradepost-dev-${table}`;
}
