import { createDynamodb, type Dynamodb } from './dynamodb.ts';
import type { Input } from './plain.ts';
import { NO_TABLE_FAULTS } from './table-faults.ts';

const TABLE = 'table';
const schema = { name: TABLE, hash: 'pk', indexes: {}, hasStream: false };
const keyOf = (pk: string) => ({ pk: { S: pk } });

let dynamodb: Dynamodb;
let left: readonly number[];
beforeEach(() => {
  left = [];
  dynamodb = createDynamodb({
    schemas: [schema],
    nowMs: () => 0,
    faults: {
      ...NO_TABLE_FAULTS,
      unprocessed: () => new Set(left),
      inAnyOrder: (_call, items) => items.toReversed(),
    },
  });
});
const pksOf = (items: readonly Input[]) => items.map(({ pk }) => pk.S as string);
const stored = () => pksOf(dynamodb.table(TABLE).all()).sort();
const write = (...requests: readonly Input[]): Input =>
  dynamodb.execute('BatchWriteItem', { RequestItems: { [TABLE]: requests } });
const put = (pk: string) => ({ PutRequest: { Item: keyOf(pk) } });
const remove = (pk: string) => ({ DeleteRequest: { Key: keyOf(pk) } });

describe('a batch of writes', () => {
  it('puts and deletes its items', () => {
    write(put('a'), put('b'));
    expect(write(remove('a'), put('c'), remove('missing'))).toEqual({ UnprocessedItems: {} });
    expect(stored()).toEqual(['b', 'c']);
  });

  it('returns the requests that it leaves unprocessed, as they were sent', () => {
    left = [0, 2];
    expect(write(put('a'), put('b'), remove('c'))).toEqual({
      UnprocessedItems: { [TABLE]: [put('a'), remove('c')] },
    });
    expect(stored()).toEqual(['b']);
  });

  it('leaves an item unprocessed that a transaction is writing', () => {
    const commit = dynamodb.begin(
      { TransactItems: [{ Put: { TableName: TABLE, Item: keyOf('a') } }] },
      'transaction',
    );
    expect(write(put('a'), put('b'))['UnprocessedItems']).toEqual({ [TABLE]: [put('a')] });
    commit();
    expect(stored()).toEqual(['a', 'b']);
  });

  it.each([
    ['an item twice', [put('a'), remove('a')]],
    ['more than 25 items', Array.from({ length: 26 }, (_none, place) => put(String(place)))],
    ['no item', []],
    [
      'an item that is too large',
      [put('a'), { PutRequest: { Item: { pk: { S: 'b' }, text: { S: 'x'.repeat(410_000) } } } }],
    ],
  ])('is rejected with %s', (_what, requests) => {
    expect(() => write(...requests)).toThrow(expect.objectContaining({ code: 'ValidationException' }));
    expect(stored()).toEqual([]);
  });
});

describe('a batch of reads', () => {
  const read = (...pks: readonly string[]) => {
    const request = { Keys: pks.map(keyOf), ProjectionExpression: 'pk' };
    const { Responses, UnprocessedKeys }: Input = dynamodb.execute('BatchGetItem', {
      RequestItems: { [TABLE]: request },
    });
    return { found: pksOf(Responses[TABLE]), unprocessed: UnprocessedKeys[TABLE] };
  };

  it('returns the items that exist in no particular order', () => {
    write(put('a'), put('b'), put('c'));
    expect(read('a', 'missing', 'b', 'c')).toEqual({ found: ['c', 'b', 'a'] });
  });

  it('returns the keys that it leaves unprocessed with the rest of the request, also all of them', () => {
    write(put('a'), put('b'), put('c'));
    left = [0, 2];
    expect(read('a', 'b', 'c')).toEqual({
      found: ['b'],
      unprocessed: { Keys: [keyOf('a'), keyOf('c')], ProjectionExpression: 'pk' },
    });
    left = [0, 1];
    expect(read('a', 'b')).toMatchObject({ found: [], unprocessed: { Keys: [keyOf('a'), keyOf('b')] } });
  });

  it('returns at most 16 MB', () => {
    const pks = Array.from({ length: 50 }, (_none, place) => String(place));
    for (const pk of pks) {
      const Item = { ...keyOf(pk), text: { S: 'x'.repeat(400_000) } };
      dynamodb.execute('PutItem', { TableName: TABLE, Item });
    }
    const { found, unprocessed } = read(...pks);
    expect(found).toHaveLength(41);
    expect(unprocessed.Keys).toEqual(pks.slice(41).map(keyOf));
  });
});
