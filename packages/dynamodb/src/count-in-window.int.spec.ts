import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { countInWindow, keyInWindow } from './count-in-window.ts';
import { lidsTable } from './tables.spec-kit.ts';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ tables: [lidsTable] });
});
afterAll(() => db.stop());

/** The hundredth window of an hour since 1970. */
const BEGIN_MS = 100 * 3_600_000;
const at = (key: string, nowMs: number) => ({ key, nowMs, windowSeconds: 3_600 });
const count = (key: string, nowMs: number) =>
  countInWindow({ client: db.documents, tableName: 'lids', ...at(key, nowMs) });

describe('countInWindow', () => {
  it('counts from 1 in each window of time', async () => {
    expect(await count('a', BEGIN_MS)).toBe(1);
    expect(await count('a', BEGIN_MS + 3_599_999)).toBe(2);
    expect(await count('a', BEGIN_MS + 3_600_000)).toBe(1);
    expect(await count('b', BEGIN_MS)).toBe(1);
  });

  it('keeps a count until one window later', async () => {
    await count('kept', BEGIN_MS + 5);
    const Key = { pk: keyInWindow(at('kept', BEGIN_MS + 5)) };
    const { Item } = await db.documents.send(
      new GetCommand({ TableName: 'lids', Key, ConsistentRead: true }),
    );
    expect(Item).toEqual({ pk: 'kept#100', amount: 1, expiresAt: 102 * 3_600 });
  });
});
