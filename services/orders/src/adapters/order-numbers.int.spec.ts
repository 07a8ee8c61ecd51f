import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { createOrderNumbers } from './order-numbers.ts';

const TABLE = 'tradepost-dev-orders-numbers';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['orders'] });
});
afterAll(() => db.stop());

const numbers = () => createOrderNumbers({ client: db.documents, tableName: TABLE });
/** The last character decides the counter. */
const orderIdOf = (index: number, last = '0') =>
  `ord_01JD3XK8WQ4N6T2B9V5M7R${String(index).padStart(3, '0')}${last}`;

describe('order numbers', () => {
  it('are digits, and each is given to one of 64 concurrent orders', async () => {
    const ids = Array.from({ length: 64 }, (_none, index) => orderIdOf(index, String(index % 8)));
    const claimed = await Promise.all(ids.map((id) => numbers().claim(id)));
    expect(new Set(claimed).size).toBe(64);
    for (const each of claimed) expect(each).toMatch(/^\d{5,}$/);
    expect(await Promise.all(claimed.map((each) => numbers().find(each)))).toEqual(ids);
  });

  it('are not given again if a counter was restored from a backup', async () => {
    const before = await numbers().claim(orderIdOf(500));
    const counter = { pk: 'counter#0' };
    await db.documents.send(new PutCommand({ TableName: TABLE, Item: { ...counter, amount: 0 } }));
    const after = await numbers().claim(orderIdOf(501));
    expect(Number(after)).toBeGreaterThan(Number(before));
    expect(await numbers().find(before)).toBe(orderIdOf(500));
  });

  it('are an error if a counter is too far behind', async () => {
    const shard = '1';
    for (let index = 0; index < 50; index += 1) await numbers().claim(orderIdOf(600 + index, shard));
    await db.documents.send(
      new PutCommand({ TableName: TABLE, Item: { pk: `counter#${shard}`, amount: 0 } }),
    );
    await expect(numbers().claim(orderIdOf(700, shard))).rejects.toThrow(
      /50 order numbers in a row are taken/,
    );
  });

  it('have no order if nobody claimed them', async () => {
    expect(await numbers().find('9999999')).toBeUndefined();
  });
});
