import { createDynamodb } from './dynamodb.ts';
import { NO_TABLE_FAULTS } from './table-faults.ts';

const TableName = 'table';
const MAX_STALE_MS = 1_000;
const schema = {
  name: TableName,
  hash: 'pk',
  range: 'sk',
  indexes: { 'by-owner': { hash: 'owner', projected: 'ALL' } },
  hasStream: false,
} as const;
const item = (sk: string, count: number) => ({
  pk: { S: 'p' },
  sk: { S: sk },
  owner: { S: 'ada' },
  count: { N: String(count) },
});
const keyOf = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });

/** `lag.by` is the number of changes that eventually consistent reads are behind, at most. */
function given() {
  const clock = { nowMs: 0 };
  const lag = { by: 0 };
  const asked: (readonly [string, number])[] = [];
  const { execute } = createDynamodb({
    schemas: [schema],
    nowMs: () => clock.nowMs,
    faults: {
      ...NO_TABLE_FAULTS,
      maxStaleMs: MAX_STALE_MS,
      pickVersion: (call) => (_key, former) => {
        asked.push([call, former]);
        return Math.min(lag.by, former);
      },
    },
  });
  const get = (sk: string, ConsistentRead = false) => {
    const { Item } = execute('GetItem', { TableName, Key: keyOf(sk), ConsistentRead }, 'get');
    return (Item as ReturnType<typeof item> | undefined)?.count.N;
  };
  const query = (input: object) => {
    const { Items } = execute('Query', { TableName, ...input }, 'query');
    return (Items as ReturnType<typeof item>[]).map(({ sk, count }) => `${sk.S}${count.N}`);
  };
  return {
    clock,
    lag,
    asked,
    get,
    put: (sk: string, count: number) => execute('PutItem', { TableName, Item: item(sk, count) }),
    remove: (sk: string) => execute('DeleteItem', { TableName, Key: keyOf(sk) }),
    partition: (ConsistentRead = false) =>
      query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'p' } },
        ConsistentRead,
      }),
    ofOwner: () =>
      query({
        IndexName: 'by-owner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: 'ada' } },
      }),
    batch: (ConsistentRead: boolean) => {
      const RequestItems = { [TableName]: { Keys: [keyOf('a'), keyOf('b')], ConsistentRead } };
      const { Responses } = execute('BatchGetItem', { RequestItems }, 'batch');
      return (Responses as Record<string, ReturnType<typeof item>[]>)[TableName]?.map(({ count }) => count.N);
    },
  };
}

describe('an eventually consistent read', () => {
  it('returns any version of the last second, and no item before its first one', () => {
    const { put, get, lag } = given();
    for (const count of [1, 2, 3]) put('a', count);
    const found = [0, 1, 2, 3].map((by) => {
      lag.by = by;
      return get('a');
    });
    expect(found).toEqual(['3', '2', '1', undefined]);
    expect(get('a', true)).toBe('3');
  });

  it('returns an item that was deleted', () => {
    const { put, remove, get, partition, lag } = given();
    put('a', 1);
    remove('a');
    lag.by = 1;
    expect([get('a'), get('a', true)]).toEqual(['1', undefined]);
    expect([partition(), partition(true)]).toEqual([['a1'], []]);
  });

  it('returns the present version once the change is older than the limit', () => {
    const { put, get, clock, lag } = given();
    put('a', 1);
    clock.nowMs += MAX_STALE_MS + 1;
    put('a', 2);
    lag.by = 2;
    expect(get('a')).toBe('1');
    clock.nowMs += MAX_STALE_MS + 1;
    expect(get('a')).toBe('2');
  });

  it('of a partition misses a new item, and has a former version of another, in the order of the keys', () => {
    const { put, partition, clock, lag } = given();
    put('b', 1);
    clock.nowMs += MAX_STALE_MS + 1;
    put('a', 1);
    put('b', 2);
    lag.by = 1;
    expect(partition()).toEqual(['b1']);
    expect(partition(true)).toEqual(['a1', 'b2']);
    lag.by = 0;
    expect(partition()).toEqual(['a1', 'b2']);
  });

  it('of an index gets former entries too', () => {
    const { put, ofOwner, lag } = given();
    put('a', 1);
    put('a', 2);
    lag.by = 1;
    expect(ofOwner()).toEqual(['a1']);
    lag.by = 2;
    expect(ofOwner()).toEqual([]);
  });

  it('of a batch asks for each item that changed, under the name of its request', () => {
    const { put, batch, asked, lag } = given();
    put('a', 1);
    put('b', 1);
    put('b', 2);
    lag.by = 1;
    expect(batch(false)).toEqual(['1']);
    expect(asked).toEqual([
      ['batch', 1],
      ['batch', 2],
    ]);
    expect(batch(true)).toEqual(['1', '2']);
  });

  it('keeps a limited number of former versions', () => {
    const { put, get, asked } = given();
    for (let count = 0; count < 30; count += 1) put('a', count);
    get('a');
    expect(asked).toEqual([['get', 8]]);
  });
});
