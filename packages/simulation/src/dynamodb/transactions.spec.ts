import { createDynamodb, type Dynamodb } from './dynamodb.ts';
import type { Input } from './plain.ts';

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
const begin = (input: Input) => dynamodb.begin(input, 'call');
const countOf = (pk: string) => dynamodb.table(TableName).get({ pk: { S: pk } })?.['count']?.N;

describe('a transaction that has begun', () => {
  it('cancels another transaction with one of its items, and names the item', () => {
    begin(transaction(put('a', 2), put('b', 2)));
    expect(() => begin(transaction(put('c', 3), put('a', 3)))).toThrow(
      expect.objectContaining({
        code: 'TransactionCanceledException',
        members: {
          CancellationReasons: [
            { Code: 'None' },
            { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
          ],
        },
      }),
    );
    expect(() => begin(transaction(put('c', 3)))).not.toThrow();
  });

  it.each(['PutItem', 'UpdateItem', 'DeleteItem'])('rejects %s of one of its items', (operation) => {
    begin(transaction(put('a', 2)));
    const input = operation === 'PutItem' ? put('a', 3) : { TableName, Key: { pk: { S: 'a' } } };
    expect(() => dynamodb.execute(operation, input)).toThrow(
      expect.objectContaining({ code: 'TransactionConflictException' }),
    );
  });

  it('is invisible to reads until its commit, and unlocks its items then', () => {
    const commit = begin(transaction(put('a', 2)));
    expect(countOf('a')).toBe('1');
    commit();
    expect(countOf('a')).toBe('2');
    expect(() => dynamodb.execute('PutItem', put('a', 3))).not.toThrow();
  });

  it('is cancelled with a reason for each item in the order of the items, with the item if it was asked for', () => {
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
    const returned = { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const UpdateExpression = 'SET missing = missing + :n';
    begin(transaction(put('locked', 1)));
    const TransactItems = [
      { Put: put('new', 1) },
      { Put: { ...put('a', 1), ...condition } },
      { Delete: { TableName, Key: { pk: { S: 'a2' } } } },
      { ConditionCheck: { TableName, Key: { pk: { S: 'locked' } }, ...condition } },
      {
        Update: {
          ...{ TableName, Key: { pk: { S: 'b' } }, UpdateExpression },
          ExpressionAttributeValues: { ':n': { N: '1' } },
        },
      },
    ];
    const reasonsOf = (items: readonly Input[]) => {
      try {
        return begin({ TransactItems: items });
      } catch (error) {
        return (error as { members: Input }).members['CancellationReasons'].map(
          ({ Message: _, ...rest }: Input) => rest,
        );
      }
    };
    expect(reasonsOf(TransactItems)).toEqual([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed' },
      { Code: 'None' },
      { Code: 'TransactionConflict' },
      { Code: 'ValidationError' },
    ]);
    expect(reasonsOf([{ Put: { ...put('a', 2), ...returned } }])).toEqual([
      { Code: 'ConditionalCheckFailed', Item: put('a', 1).Item },
    ]);
  });

  it('does not change an item whose condition it checks', () => {
    const ConditionExpression = 'attribute_not_exists(pk)';
    begin({
      TransactItems: [{ ConditionCheck: { TableName, Key: { pk: { S: 'b' } }, ConditionExpression } }],
    })();
    expect(dynamodb.table(TableName).all()).toHaveLength(1);
  });

  it('answers a repeat with its token: in progress before its commit, done after it', () => {
    const input = { ...transaction(put('a', 2)), ClientRequestToken: 'token' };
    const commit = begin(input);
    expect(() => begin(input)).toThrow(expect.objectContaining({ code: 'TransactionInProgressException' }));
    commit();
    expect(begin(input)()).toEqual({});
  });
});
