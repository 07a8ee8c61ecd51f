import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { TableResource } from '@tradepost/compiled-service/templates/resources';
import { createTables } from '@tradepost/local/engines/create-tables';
import { startDynamodbEngine } from '@tradepost/local/engines/dynamodb-engine';
import { startGuard } from './guard.ts';

/** A running DynamoDB engine with empty tables, and clients for it. */
export type DynamoDb = {
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

/** Either services, whose templates declare the tables, or the tables themselves. */
export type DynamoDbConfig =
  | {
      readonly services: readonly string[];
      /**
       * Tables that handlers must read with strong consistency: any other read of a handler finds nothing in them, as if they
       * lagged. Queries of an index are not affected.
       */
      readonly lagging?: readonly string[];
    }
  | { readonly tables: readonly CreateTableCommandInput[] };

/**
 * Starts a DynamoDB engine on a free local port, without persistence, and creates tables in it. If the tables are those
 * of services, handlers that run `asFunction` are limited to the roles in the services' templates.
 *
 * The environment variable `DYNAMODB_ENGINE` selects the engine: `dynoxide` or `dynamodb-local`.
 *
 * @param config names of the folders in `services/` whose compiled templates declare the tables (for the stage `dev`), or
 *   the tables themselves
 * @returns clients for the engine, and `stop`, which ends it
 * @throws if no engine can be started, or a service cannot be packaged; nothing is left running then
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
  const guard =
    'services' in config ? await startGuard(engine.endpoint, config.services, config.lagging) : undefined;
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
