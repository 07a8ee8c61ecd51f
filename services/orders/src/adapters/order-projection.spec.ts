import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createOrderProjection } from './order-projection.ts';

const TABLE = 'views';
const MEBIBYTE = 1024 * 1024;

/** A client of a table with orders of this size, the newest first; one index partition has them all. */
function clientWith(orders: number, bytes: number): DynamoDBDocumentClient {
  const items = Array.from({ length: orders }, (_none, place) => {
    const pk = `order#${place}`;
    return { pk, listingSort: `${9 - place}#${pk}`, order: { id: pk, text: 'x'.repeat(bytes) } };
  });
  let isFirst = true;
  const send = async (command: unknown) => {
    if (command instanceof BatchGetCommand) return { Responses: { [TABLE]: items } };
    const Items = isFirst ? items.map(({ pk, listingSort }) => ({ pk, listingSort })) : [];
    isFirst = false;
    return { Items };
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

describe('a page of long orders', () => {
  it('ends before it has more than 4 MiB, after the last order that it has', async () => {
    const projection = createOrderProjection({ client: clientWith(4, 1.5 * MEBIBYTE), tableName: TABLE });
    const { items, next } = await projection.list({ limit: 4 });
    expect(items.map(({ id }) => id)).toEqual(['order#0', 'order#1']);
    expect(next).toBe('8#order#1');
  });

  it('has at least one order', async () => {
    const projection = createOrderProjection({ client: clientWith(2, 5 * MEBIBYTE), tableName: TABLE });
    expect((await projection.list({ limit: 2 })).items).toHaveLength(1);
  });
});
