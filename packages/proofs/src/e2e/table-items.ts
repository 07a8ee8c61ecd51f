import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

/** Reads the items of all tables, as JSON after the name of their table. */
export async function readTableItems(client: DynamoDBClient): Promise<readonly string[]> {
  const documents = DynamoDBDocumentClient.from(client);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const found = await Promise.all(
    TableNames.map(async (TableName) => {
      const items: unknown[] = [];
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName }))
        items.push(...Items);
      return items.map((item) => `${TableName} ${JSON.stringify(item)}`);
    }),
  );
  return found.flat();
}
