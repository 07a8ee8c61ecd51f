import { createDynamodb, type Dynamodb } from './dynamodb.ts';

const TableName = 'table';
const schema = { name: TableName, hash: 'pk', indexes: {}, hasStream: false };
const put = (pk: string, count: number) => ({
  TableName,
  Item: { pk: { S: pk }, count: { N: String(count) } },
});
const transaction = (...items: ReturnType<typeof put>[]) => ({
  TransactItems: items.map((Put) => ({ Put })),
});

let dynamodb: Dynamodb;
beforeEach(() => {
  dynamodb = createDynamodb({ schemas: [schema], nowMs: () => 0 });
  dynamodb.execute('PutItem', put('a', 1));
});
const countOf = (pk: string) => dynamodb.table(TableName).get({ pk: { S: pk } })?.['count']?.N;

describe('a transaction that has begun', () => {
  it('cancels another transaction with one of its items, and names the item', () => {
    dynamodb.begin(transaction(put('a', 2), put('b', 2)));
    expect(() => dynamodb.begin(transaction(put('c', 3), put('a', 3)))).toThrow(
      expect.objectContaining({
        code: 'TransactionCanceledException',
        members: {
          CancellationReasons: [
            { Code: 'None' },
            { Code: 'TransactionConflict', Message: 'TransactionConflict' },
          ],
        },
      }),
    );
    expect(() => dynamodb.begin(transaction(put('c', 3)))).not.toThrow();
  });

  it.each(['PutItem', 'UpdateItem', 'DeleteItem'])('rejects %s of one of its items', (operation) => {
    dynamodb.begin(transaction(put('a', 2)));
    const input = operation === 'PutItem' ? put('a', 3) : { TableName, Key: { pk: { S: 'a' } } };
    expect(() => dynamodb.execute(operation, input)).toThrow(
      expect.objectContaining({ code: 'TransactionConflictException' }),
    );
  });

  it('is invisible to reads until its commit, and unlocks its items then', () => {
    const commit = dynamodb.begin(transaction(put('a', 2)));
    expect(countOf('a')).toBe('1');
    commit();
    expect(countOf('a')).toBe('2');
    expect(() => dynamodb.execute('PutItem', put('a', 3))).not.toThrow();
  });

  it('answers a repeat with its token: in progress before its commit, done after it', () => {
    const input = { ...transaction(put('a', 2)), ClientRequestToken: 'token' };
    const commit = dynamodb.begin(input);
    expect(() => dynamodb.begin(input)).toThrow(
      expect.objectContaining({ code: 'TransactionInProgressException' }),
    );
    commit();
    expect(dynamodb.begin(input)()).toEqual({});
  });
});
