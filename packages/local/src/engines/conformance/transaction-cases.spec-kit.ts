import { type EngineCase, engineCase, PLAIN_TABLE, TABLE } from './engine-case.spec-kit.ts';

const n = (value: number) => ({ N: String(value) });
const KILOBYTE = 1024;
const values = (ExpressionAttributeValues: object) => ({ ExpressionAttributeValues });

type Key = { readonly pk: { readonly S: string }; readonly sk: { readonly N: string } };
const putOf = (key: Key, input: object = {}, attributes: object = {}) => ({
  Put: { TableName: TABLE, Item: { ...key, ...attributes }, ...input },
});
const updateOf = (Key: Key, UpdateExpression: string, input: object = {}) => ({
  Update: { TableName: TABLE, Key, UpdateExpression, ...input },
});
const NEW = { ConditionExpression: 'attribute_not_exists(pk)' };
const ALL_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
const ADD_ONE = ['ADD a :n', values({ ':n': n(1) })] as const;

/** Transactions: cancellation reasons, client tokens, limits. */
export const TRANSACTION_CASES: readonly EngineCase[] = [
  engineCase('a cancelled transaction with a reason for each item', ({ key, put, transact, query }) => [
    put({ a: n(1) }),
    transact([putOf(key(1)), putOf(key(0), { ...NEW, ...ALL_OLD }), updateOf(key(2), ...ADD_ONE)]),
    transact([putOf(key(1)), putOf(key(0), NEW)]),
    query(),
  ]),
  engineCase('a transaction with a condition check', ({ key, put, transact, query }) => [
    put({ a: n(1) }),
    transact([
      {
        ConditionCheck: {
          TableName: TABLE,
          Key: key(0),
          ConditionExpression: 'a = :n',
          ...values({ ':n': n(1) }),
        },
      },
      { Delete: { TableName: TABLE, Key: key(3) } },
      putOf(key(1)),
    ]),
    transact([
      {
        ConditionCheck: {
          TableName: TABLE,
          Key: key(0),
          ConditionExpression: 'a = :n',
          ...values({ ':n': n(2) }),
        },
      },
      putOf(key(2)),
    ]),
    query(),
  ]),
  engineCase('an item twice in a transaction', ({ key, transact }) => [
    transact([putOf(key(1)), updateOf(key(1), ...ADD_ONE)]),
  ]),
  engineCase('an item twice in a transaction whose condition fails', ({ key, put, transact }) => [
    put(),
    transact([putOf(key(0), NEW), updateOf(key(0), ...ADD_ONE)]),
  ]),
  engineCase('a token sent twice with its transaction', ({ key, transact, query }) => [
    transact([updateOf(key(0), ...ADD_ONE)], { ClientRequestToken: 'a token makes it once' }),
    transact([updateOf(key(0), ...ADD_ONE)], { ClientRequestToken: 'a token makes it once' }),
    query(),
  ]),
  engineCase('a token sent with another transaction', ({ key, transact, query }) => [
    transact([updateOf(key(0), ...ADD_ONE)], { ClientRequestToken: 'a token is for one' }),
    transact([updateOf(key(1), ...ADD_ONE)], { ClientRequestToken: 'a token is for one' }),
    query(),
  ]),
  engineCase('a token of a cancelled transaction', ({ key, put, remove, transact, query }) => [
    put(),
    transact([putOf(key(0), NEW)], { ClientRequestToken: 'a token of a cancelled one' }),
    remove(),
    transact([putOf(key(0), NEW)], { ClientRequestToken: 'a token of a cancelled one' }),
    query(),
  ]),
  engineCase('a token of more than 36 characters', ({ key, transact }) => [
    transact([putOf(key(0))], { ClientRequestToken: 'x'.repeat(37) }),
  ]),
  engineCase('a transaction of a hundred items', ({ key, transact, query }) => [
    transact(Array.from({ length: 100 }, (_none, place) => putOf(key(place)))),
    query({ Select: 'COUNT' }),
  ]),
  engineCase('a transaction of a hundred and one items', ({ key, transact }) => [
    transact(Array.from({ length: 101 }, (_none, place) => putOf(key(place)))),
  ]),
  engineCase('a transaction of no items', ({ transact }) => [transact([])]),
  engineCase('a transaction with a missing table', ({ key, transact }) => [
    transact([putOf(key(0)), { Delete: { TableName: 'nowhere', Key: key(0) } }]),
  ]),
  engineCase('a transaction over two tables', ({ key, transact, query }) => [
    transact([putOf(key(0)), { Put: { TableName: PLAIN_TABLE, Item: { pk: { S: 'over two tables' } } } }]),
    query(),
  ]),
  engineCase('a transaction of more than four megabytes', ({ key, transact, query }) => [
    transact(
      Array.from({ length: 12 }, (_none, place) =>
        putOf(key(place), {}, { a: { S: 'x'.repeat(380 * KILOBYTE) } }),
      ),
    ),
    query({ Select: 'COUNT' }),
  ]),
  engineCase('an invalid path in a transaction', ({ key, put, transact, query }) => [
    put({ a: n(1) }),
    transact([putOf(key(1)), updateOf(key(0), 'SET m.x = :n', values({ ':n': n(1) }))]),
    query(),
  ]),
  engineCase(
    'an invalid path in a transaction whose other condition fails',
    ({ key, put, transact, query }) => [
      put({ a: n(1) }),
      transact([putOf(key(0), NEW), updateOf(key(1), 'SET m.x = :n', values({ ':n': n(1) }))]),
      query(),
    ],
  ),
  engineCase('a value too large in a transaction', ({ key, transact, query }) => [
    transact([putOf(key(1)), putOf(key(0), {}, { a: { S: 'x'.repeat(401 * KILOBYTE) } })]),
    query({ Select: 'COUNT' }),
  ]),
  engineCase('a transaction of reads', ({ key, put }) => [
    put({ a: n(1) }),
    [
      'TransactGetItems',
      { TransactItems: [0, 1].map((sk) => ({ Get: { TableName: TABLE, Key: key(sk) } })) },
    ],
  ]),
];
