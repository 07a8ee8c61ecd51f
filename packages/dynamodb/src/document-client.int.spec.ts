import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { createDocumentClient } from './document-client.ts';
import { lidsTable } from './tables.spec-kit.ts';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ tables: [lidsTable] });
});
afterAll(() => db.stop());

describe('createDocumentClient', () => {
  it('leaves undefined attributes out of items', async () => {
    const client = createDocumentClient(db.client);
    const Item = { pk: 'bare', colour: undefined, size: { width: 1, depth: undefined } };
    await client.send(new PutCommand({ TableName: 'lids', Item }));
    const stored = await client.send(new GetCommand({ TableName: 'lids', Key: { pk: 'bare' } }));
    expect(stored.Item).toStrictEqual({ pk: 'bare', size: { width: 1 } });
  });
});
