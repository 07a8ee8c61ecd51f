import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { lidsTable } from './tables.spec-kit.ts';
import { type TransactWriteItem, writeTransaction } from './write-transaction.ts';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ tables: [lidsTable] });
});
afterAll(() => db.stop());

const itemOf = async (pk: string) =>
  (await db.documents.send(new GetCommand({ TableName: 'lids', Key: { pk }, ConsistentRead: true }))).Item;

const create = (pk: string): TransactWriteItem => ({
  Put: { TableName: 'lids', Item: { pk }, ConditionExpression: 'attribute_not_exists(pk)' },
});

describe('writeTransaction', () => {
  it('writes all items', async () => {
    expect(await writeTransaction(db.documents, [create('a1'), create('a2')])).toBeUndefined();
    expect([await itemOf('a1'), await itemOf('a2')]).toEqual([{ pk: 'a1' }, { pk: 'a2' }]);
  });

  it('returns the reason of each item and writes none if a condition fails', async () => {
    await writeTransaction(db.documents, [create('b2')]);
    const cancellation = await writeTransaction(db.documents, [create('b1'), create('b2'), create('b3')]);
    expect(cancellation?.reasons).toEqual(['none', 'condition-failed', 'none']);
    expect(cancellation?.cause).toMatchObject({ name: 'TransactionCanceledException' });
    expect([await itemOf('b1'), await itemOf('b3')]).toEqual([undefined, undefined]);
  });

  it('throws if DynamoDB rejects the request', async () => {
    const elsewhere = { Put: { TableName: 'no-such-table', Item: { pk: 'c1' } } };
    await expect(writeTransaction(db.documents, [elsewhere])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
