import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableResource } from '@tradepost/compiled-service/templates/resources';
import { createTables, findStreamArn } from './create-tables.ts';
import { type DynamodbEngine, startDynamodbEngine } from './dynamodb-engine.ts';

const index = (name: string, attribute: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});
const table = (properties: Record<string, unknown>): TableResource => ({
  service: 'orders',
  logicalId: 'Orders',
  tableName: 'orders',
  properties: {
    AttributeDefinitions: ['id', 'status'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [index('by-status', 'status')],
    ...properties,
  },
});

describe('createTables', () => {
  let dataDir: string;
  let engine: DynamodbEngine;
  let client: DynamoDBClient;

  const start = async (): Promise<void> => {
    engine = await startDynamodbEngine({ dataDir });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'us-east-1', credentials });
  };
  const stop = async (): Promise<void> => {
    client.destroy();
    await engine.stop();
  };
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'tables-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    rmSync(dataDir, { recursive: true });
  });

  it('creates tables once, and keeps their data over a restart', async () => {
    expect(await createTables(engine.endpoint, [table({})])).toEqual([]);
    await client.send(
      new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'ord_1' }, status: { S: 'placed' } } }),
    );
    await stop();
    await start();
    expect(await createTables(engine.endpoint, [table({})])).toEqual([]);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'ord_1' } } }),
    );
    expect(Item?.['status']?.S).toBe('placed');
  });

  it('adds a new index and stream, and notes an index that the template no longer declares', async () => {
    await createTables(engine.endpoint, [table({})]);
    await expect(findStreamArn(engine.endpoint, 'orders')).rejects.toThrow('the table orders has no stream');
    const notes = await createTables(engine.endpoint, [
      table({
        AttributeDefinitions: ['id', 'email'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        GlobalSecondaryIndexes: [index('by-email', 'email')],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    ]);
    expect(notes).toEqual([
      'orders: orders keeps its index by-status, which its template no longer declares',
    ]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
      'by-email',
      'by-status',
    ]);
    expect(await findStreamArn(engine.endpoint, 'orders')).toBe(Table?.LatestStreamArn);
  });

  it('refuses a table that exists with another key', async () => {
    await createTables(engine.endpoint, [table({})]);
    const changed = table({ KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }] });
    await expect(createTables(engine.endpoint, [changed])).rejects.toThrow(
      'orders: the table orders exists with another key (id HASH)',
    );
  });
});

describe('the engine named by DYNAMODB_ENGINE', () => {
  const { DYNAMODB_ENGINE: outside } = process.env;
  afterEach(() => {
    if (outside === undefined) delete process.env['DYNAMODB_ENGINE'];
    else process.env['DYNAMODB_ENGINE'] = outside;
  });

  it('must be one of the two engines', async () => {
    process.env['DYNAMODB_ENGINE'] = 'mysql';
    await expect(startDynamodbEngine({})).rejects.toThrow(
      'must be one of dynoxide, dynamodb-local, not "mysql"',
    );
  });
});
