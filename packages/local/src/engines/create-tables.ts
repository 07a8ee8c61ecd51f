import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { TableResource } from '@tradepost/compiled-service/templates/resources';

const MAX_WAIT_SECONDS = 30;

/** Differences that `createTables` left as they are, one line each. */
export type TableNotes = readonly string[];

/**
 * Creates the declared tables, with their indexes, streams and time-to-live, at a DynamoDB endpoint. An existing table keeps
 * its data and gets the indexes, stream and time-to-live that the template added. Throws if a table exists with another key.
 * Returns a note for each difference that it left as it is.
 */
export async function createTables(endpoint: string, tables: readonly TableResource[]): Promise<TableNotes> {
  const client = clientFor(endpoint);
  try {
    const notes = await Promise.all(tables.map((table) => createTable(client, table)));
    return notes.flat();
  } finally {
    client.destroy();
  }
}

/** Returns the engine's ARN of a table's stream. Throws if the table does not exist or has no stream. */
export async function findStreamArn(endpoint: string, tableName: string): Promise<string> {
  const client = clientFor(endpoint);
  try {
    const table = await describe(client, tableName);
    if (table?.LatestStreamArn === undefined) throw new Error(`the table ${tableName} has no stream`);
    return table.LatestStreamArn;
  } finally {
    client.destroy();
  }
}

function clientFor(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function createTable(client: DynamoDBClient, table: TableResource): Promise<string[]> {
  const existing = await describe(client, table.tableName);
  const notes = existing === undefined ? [] : await update(client, table, existing);
  if (existing === undefined) {
    await client.send(new CreateTableCommand(inputOf(table)));
    await waitUntilTableExists({ client, maxWaitTime: MAX_WAIT_SECONDS }, { TableName: table.tableName });
  }
  await enableTimeToLive(client, table);
  return notes;
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Input of `CreateTable` from the template's properties, without those that have no effect locally. */
function inputOf({ tableName, properties }: TableResource): CreateTableCommandInput {
  const {
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
    ProvisionedThroughput,
  } = properties as Partial<CreateTableCommandInput>;
  return {
    TableName: tableName,
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes === undefined
      ? {}
      : { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(plainIndex) }),
    ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes }),
    ...(ProvisionedThroughput === undefined ? { BillingMode: 'PAY_PER_REQUEST' } : { ProvisionedThroughput }),
    ...streamOf(properties),
  };
}

function plainIndex({ IndexName, KeySchema, Projection, ProvisionedThroughput }: GlobalSecondaryIndex) {
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(ProvisionedThroughput === undefined ? {} : { ProvisionedThroughput }),
  };
}

function streamOf(
  properties: TableResource['properties'],
): Pick<CreateTableCommandInput, 'StreamSpecification'> {
  const stream = properties['StreamSpecification'] as { StreamViewType?: 'NEW_AND_OLD_IMAGES' } | undefined;
  return stream === undefined
    ? {}
    : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } };
}

async function update(
  client: DynamoDBClient,
  table: TableResource,
  existing: TableDescription,
): Promise<string[]> {
  const declared = inputOf(table);
  if (keyOf(declared.KeySchema) !== keyOf(existing.KeySchema)) {
    throw new Error(
      `${table.service}: the table ${table.tableName} exists with another key (${keyOf(existing.KeySchema)}): ` +
        'start once with --fresh to drop all data',
    );
  }
  const present = new Set((existing.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName));
  for (const index of declared.GlobalSecondaryIndexes ?? []) {
    if (present.delete(index.IndexName)) continue;
    await client.send(
      new UpdateTableCommand({
        TableName: table.tableName,
        AttributeDefinitions: declared.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: MAX_WAIT_SECONDS }, { TableName: table.tableName });
  }
  if (declared.StreamSpecification !== undefined && existing.StreamSpecification?.StreamEnabled !== true) {
    const { StreamSpecification } = declared;
    await client.send(new UpdateTableCommand({ TableName: table.tableName, StreamSpecification }));
  }
  return [...present].map(
    (name) =>
      `${table.service}: ${table.tableName} keeps its index ${name}, which its template no longer declares`,
  );
}

function keyOf(schema: CreateTableCommandInput['KeySchema']): string {
  return (schema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(', ');
}

async function enableTimeToLive(
  client: DynamoDBClient,
  { tableName, properties }: TableResource,
): Promise<void> {
  const declared = properties['TimeToLiveSpecification'] as
    | { AttributeName?: string; Enabled?: unknown }
    | undefined;
  if (declared?.AttributeName === undefined || String(declared.Enabled) !== 'true') return;
  const { TimeToLiveDescription: current } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: tableName }),
  );
  if (current?.TimeToLiveStatus === 'ENABLED') return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName: declared.AttributeName, Enabled: true },
    }),
  );
}
