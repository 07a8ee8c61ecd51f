import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { batchGet } from './batch-get.ts';
import { queryAll } from './query-all.ts';
import { queryPage } from './query-page.ts';
import { queryPages } from './query-pages.ts';
import { jarsTable } from './tables.spec-kit.ts';

const CLOSED = 3;
let db: DynamoDb;

beforeAll(async () => {
  db = await startDynamoDb({ tables: [jarsTable] });
  for (const sk of [1, 2, 3, 4, 5]) {
    const Item = { pk: 'jar#1', sk, coins: sk * 10, closed: sk >= CLOSED };
    await db.documents.send(new PutCommand({ TableName: 'jars', Item }));
  }
});
afterAll(() => db.stop());

const ofPartition = (pk: string) => ({
  TableName: 'jars',
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': pk },
});
const jarOne = ofPartition('jar#1');
const sortKeys = (items: readonly Readonly<Record<string, unknown>>[]) => items.map(({ sk }) => sk);

describe('batchGet', () => {
  it('returns the items that exist, with the requested attributes', async () => {
    const keys = [
      { pk: 'jar#1', sk: 2 },
      { pk: 'jar#1', sk: 9 },
      { pk: 'jar#1', sk: 4 },
    ];
    const items = await batchGet(db.documents, 'jars', keys, {
      attributes: ['sk', 'coins'],
      isConsistent: true,
    });
    expect(items.toSorted((a, b) => Number(a['sk']) - Number(b['sk']))).toEqual([
      { sk: 2, coins: 20 },
      { sk: 4, coins: 40 },
    ]);
  });

  it('returns all attributes by default', async () => {
    expect(await batchGet(db.documents, 'jars', [{ pk: 'jar#1', sk: 3 }])).toEqual([
      { pk: 'jar#1', sk: 3, coins: 30, closed: true },
    ]);
  });
});

describe('queryPages', () => {
  it('reads one page after another, up to the end', async () => {
    const pages: unknown[] = [];
    for await (const { items } of queryPages(db.documents, { ...jarOne, Limit: 2 }))
      pages.push(sortKeys(items));
    expect(pages).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('returns the key up to which a page was read, even if a filter dropped all its items', async () => {
    const filtered = {
      ...jarOne,
      Limit: 2,
      FilterExpression: 'closed = :closed',
      ExpressionAttributeValues: { ':pk': 'jar#1', ':closed': true },
    };
    const first = await queryPages(db.documents, filtered).next();
    expect(first.value).toEqual({ items: [], lastKey: { pk: 'jar#1', sk: 2 } });
  });

  it('starts after the start key of the query', async () => {
    const query = { ...jarOne, ExclusiveStartKey: { pk: 'jar#1', sk: 3 } };
    const { value } = await queryPages(db.documents, query).next();
    expect(value).toMatchObject({ items: [{ sk: 4 }, { sk: 5 }] });
  });
});

describe('queryAll', () => {
  it('returns the items of all pages, in the order of the query', async () => {
    const items = await queryAll(db.documents, { ...jarOne, Limit: 2, ScanIndexForward: false });
    expect(sortKeys(items)).toEqual([5, 4, 3, 2, 1]);
  });

  it('continues after a page whose items a filter dropped', async () => {
    const items = await queryAll(db.documents, {
      ...jarOne,
      Limit: 2,
      FilterExpression: 'closed = :closed',
      ExpressionAttributeValues: { ':pk': 'jar#1', ':closed': true },
    });
    expect(sortKeys(items)).toEqual([3, 4, 5]);
  });

  it('returns no items of an empty partition', async () => {
    expect(await queryAll(db.documents, ofPartition('jar#2'))).toEqual([]);
  });
});

describe('queryPage', () => {
  it('returns at most as many items as the limit, and that more follow', async () => {
    const { items, hasMore } = await queryPage(db.documents, jarOne, 4);
    expect({ keys: sortKeys(items), hasMore }).toEqual({ keys: [1, 2, 3, 4], hasMore: true });
  });

  it('returns that nothing follows the last item', async () => {
    const { items, hasMore } = await queryPage(db.documents, jarOne, 5);
    expect({ keys: sortKeys(items), hasMore }).toEqual({ keys: [1, 2, 3, 4, 5], hasMore: false });
  });

  it('returns that items may follow a request that ended at 1 MB', async () => {
    const text = 'x'.repeat(300 * 1_024);
    for (const sk of [1, 2, 3, 4, 5]) {
      await db.documents.send(new PutCommand({ TableName: 'jars', Item: { pk: 'jar#3', sk, text } }));
    }
    const { items, hasMore } = await queryPage(db.documents, ofPartition('jar#3'), 5);
    expect(items.length).toBeLessThan(5);
    expect(hasMore).toBe(true);
  });
});
