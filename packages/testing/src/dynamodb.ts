import {
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTables } from '@tradepost/local/engines/create-tables';
import { startDynamodbEngine } from '@tradepost/local/engines/dynamodb-engine';
import type { TableResource } from '@tradepost/local/resources';
import { startGuard } from './guard.ts';
import { describeServices } from './service-templates.ts';

/** How long a table of an earlier run may take to go. */
const DELETION_TIMEOUT_SECONDS = 30;

/** A service may have to be packaged first, and an engine may need a JVM: a spec that imports this has the time. */
const SPEC_TIMEOUT_MS = 120_000;
(import.meta as Partial<ImportMeta>).jest?.setTimeout(SPEC_TIMEOUT_MS);

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
 * Starts a DynamoDB engine on a free port of this machine, which keeps no data, and creates tables in it. Where they
 * are those of services, handlers that run `asFunction` are held to the roles of the services' templates. The
 * environment variable `DYNAMODB_ENGINE` chooses the engine: `dynoxide`, `dynamodb-local`, or `endpoint` for one
 * that runs already at `DYNAMODB_ENDPOINT` (to set that alone is enough); that one has its tables of these names
 * dropped first, and specs that share it must run one after the other (`--runInBand`).
 *
 * @param config the folders below `services/` whose compiled templates declare the tables (for the stage `dev`),
 *   or the tables themselves
 * @returns clients that talk to it, and `stop`, which ends it
 * @throws where no engine is to be had, or a service cannot be packaged; nothing is left running then
 * @example
 * let db: DynamoDb;
 * beforeAll(async () => {
 *   db = await startDynamoDb({ services: ['orders'] });
 * });
 * afterAll(() => db.stop());
 */
export async function startDynamoDb(config: DynamoDbConfig): Promise<DynamoDb> {
  const tables = await resourcesOf(config);
  const engine = await startDynamodbEngine({});
  const guard = 'services' in config ? await startGuard(engine.endpoint, config.services) : undefined;
  const endpoint = guard?.endpoint ?? engine.endpoint;
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stop = async () => {
    client.destroy();
    await guard?.stop();
    await engine.stop();
  };
  try {
    if (engine.name === 'endpoint') await Promise.all(tables.map((table) => dropTable(client, table)));
    await createTables(engine.endpoint, tables);
  } catch (error) {
    await stop();
    throw error;
  }
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, documents, endpoint, stop };
}

async function resourcesOf(config: DynamoDbConfig): Promise<readonly TableResource[]> {
  if ('services' in config) return (await describeServices(config.services)).tables;
  return config.tables.map((properties) => {
    const tableName = properties.TableName ?? '';
    return { service: 'specs', logicalId: tableName, tableName, properties: { ...properties } };
  });
}

async function dropTable(client: DynamoDBClient, { tableName }: TableResource): Promise<void> {
  try {
    await client.send(new DeleteTableCommand({ TableName: tableName }));
    await waitUntilTableNotExists(
      { client, maxWaitTime: DELETION_TIMEOUT_SECONDS },
      { TableName: tableName },
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
