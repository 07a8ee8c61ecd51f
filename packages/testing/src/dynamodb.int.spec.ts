import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';

describe('startDynamoDb for a service', () => {
  let db: DynamoDb;
  beforeAll(async () => {
    db = await startDynamoDb({ services: ['platform'] });
  });
  afterAll(() => db.stop());

  it('creates the tables of its template, with their indexes', async () => {
    const item = { pk: 'subject#a', sk: '1', correlation: 'c', missing: undefined };
    await db.documents.send(
      new PutCommand({ TableName: 'tradepost-dev-platform-event-archive', Item: item }),
    );
    const { Items } = await db.documents.send(
      new QueryCommand({
        TableName: 'tradepost-dev-platform-event-archive',
        IndexName: 'by-correlation-id',
        KeyConditionExpression: 'correlation = :c',
        ExpressionAttributeValues: { ':c': 'c' },
      }),
    );
    expect(Items).toEqual([{ pk: 'subject#a', sk: '1', correlation: 'c' }]);
  });
});

describe('startDynamoDb for given tables', () => {
  it('starts with empty tables each time', async () => {
    const get = new GetCommand({ TableName: 'things', Key: { pk: 'a' } });
    const first = await startDynamoDb({ tables: [things] });
    await first.documents.send(new PutCommand({ TableName: 'things', Item: { pk: 'a' } }));
    expect((await first.documents.send(get)).Item).toEqual({ pk: 'a' });

    const second = await startDynamoDb({ tables: [things] });
    expect((await second.documents.send(get)).Item).toBeUndefined();

    await Promise.all([first.stop(), second.stop()]);
  });

  it('returns stop, which ends the engine', async () => {
    const db = await startDynamoDb({ tables: [things] });
    await db.stop();
    await expect(fetch(db.endpoint)).rejects.toThrow();
  });
});

describe('startDynamoDb for an unknown service', () => {
  it('throws', async () => {
    await expect(startDynamoDb({ services: ['atlantis'] })).rejects.toThrow('there is no service atlantis');
  });
});

const things = {
  TableName: 'things',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};
