import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { changesBy, undo } from './changes.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';

const TABLE = 'tradepost-dev-platform-event-archive';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['platform'] });
});
afterAll(() => db?.stop());

const put = (sk: string, value: number) =>
  db.documents.send(new PutCommand({ TableName: TABLE, Item: { pk: 'a', sk, value } }));
const items = async () => (await db.documents.send(new ScanCommand({ TableName: TABLE }))).Items;

describe('changesBy', () => {
  it('returns inserts, updates and deletes, which undo reverts', async () => {
    for (const sk of ['1', '2', '3']) await put(sk, 0);
    const before = await items();
    const changes = await changesBy(db.documents, TABLE, async () => {
      await put('2', 1);
      await put('3', 0);
      await put('4', 1);
      await db.documents.send(new DeleteCommand({ TableName: TABLE, Key: { pk: 'a', sk: '1' } }));
    });
    expect(changes).toEqual([
      { oldImage: { pk: 'a', sk: '1', value: 0 } },
      { oldImage: { pk: 'a', sk: '2', value: 0 }, newImage: { pk: 'a', sk: '2', value: 1 } },
      { newImage: { pk: 'a', sk: '4', value: 1 } },
    ]);
    await undo(db.documents, TABLE, changes);
    expect(await items()).toEqual(before);
  });
});
