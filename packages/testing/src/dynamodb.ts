import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startEngine } from './dynamodb-engine.ts';
import { tablesOf } from './service-tables.ts';

/** How long a table may take to become active. */
const TABLE_TIMEOUT_SECONDS = 30;

/** A running DynamoDB with nothing in its tables, and clients for it. */
export type DynamoDb = {
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

/** Tables are named by the services that declare them, or written out. */
export type DynamoDbConfig =
  | { readonly services: readonly string[] }
  | { readonly tables: readonly CreateTableCommandInput[] };

/**
 * Starts a DynamoDB engine on a free port of this machine, which keeps no data, and creates tables in it.
 *
 * @param config the folders below `services/` whose compiled templates declare the tables (for the stage `dev`),
 *   or the tables themselves
 * @returns clients that talk to it, and `stop`, which ends it
 * @throws where no engine is to be had, or a service cannot be packaged; nothing is left running then
 * @example
 * let db: DynamoDb;
 * beforeAll(async () => { db = await startDynamoDb({ services: ['orders'] }); });
 * afterAll(() => db.stop());
 */
export async function startDynamoDb(config: DynamoDbConfig): Promise<DynamoDb> {
  const tables =
    'tables' in config ? config.tables : (await Promise.all(config.services.map(tablesOf))).flat();
  const engine = await startEngine();
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stop = async () => {
    client.destroy();
    await engine.stop();
  };
  try {
    await Promise.all(tables.map((table) => createTable(client, table)));
  } catch (error) {
    await stop();
    throw error;
  }
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, documents, endpoint: engine.endpoint, stop };
}

async function createTable(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  await client.send(new CreateTableCommand(table));
  await waitUntilTableExists(
    { client, maxWaitTime: TABLE_TIMEOUT_SECONDS, minDelay: 0.05, maxDelay: 0.5 },
    { TableName: table.TableName },
  );
}
