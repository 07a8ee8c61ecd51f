import { type EngineCase, engineCase, PLAIN_TABLE, type Step, TABLE } from './engine-case.spec-kit.ts';

const n = (value: number) => ({ N: String(value) });
const s = (value: string) => ({ S: value });
const KILOBYTE = 1024;
const values = (ExpressionAttributeValues: object) => ({ ExpressionAttributeValues });

const putAt = (name: string, sk: number, attributes: object = {}): Step => [
  'PutItem',
  { TableName: TABLE, Item: { pk: s(name), sk: n(sk), ...attributes } },
];
const fromIndex = (IndexName: string, key: string, value: string, input: object = {}): Step => [
  'Query',
  {
    TableName: TABLE,
    IndexName,
    KeyConditionExpression: '#key = :key',
    ...input,
    ExpressionAttributeNames: {
      '#key': key,
      ...(input as { ExpressionAttributeNames?: object }).ExpressionAttributeNames,
    },
    ExpressionAttributeValues: { ':key': s(value) },
  },
];

/** Creates a case that queries three items of one partition. */
const ofThree = (name: string, input: object) =>
  engineCase(name, ({ query }) => [...[-2, 1, 10].map((sk) => putAt(name, sk, { a: n(sk) })), query(input)]);

/** Queries: order, pages, limits, indexes. */
export const QUERY_CASES: readonly EngineCase[] = [
  ofThree('numbers in ascending order', {}),
  ofThree('numbers in descending order', { ScanIndexForward: false }),
  ofThree('a page that ends before the last', { Limit: 2 }),
  ofThree('a page that ends with the last', { Limit: 3 }),
  ofThree('a page longer than the result', { Limit: 4 }),
  ofThree('a page with a limit of 0', { Limit: 0 }),
  ofThree('a page after a key', {
    ExclusiveStartKey: { pk: s('a page after a key'), sk: n(-2) },
  }),
  ofThree('a page after a missing key', {
    ExclusiveStartKey: { pk: s('a page after a missing key'), sk: n(0) },
  }),
  ofThree('a page after half a key', { ExclusiveStartKey: { pk: s('a page after half a key') } }),
  ofThree('a page after a key of another partition', { ExclusiveStartKey: { pk: s('another'), sk: n(0) } }),
  ofThree('a filter with a limit', {
    Limit: 2,
    FilterExpression: 'a > :n',
    ...values({ ':n': n(5) }),
  }),
  ofThree('a filter over a key', { FilterExpression: 'sk > :n', ...values({ ':n': n(5) }) }),
  ofThree('a count', { Select: 'COUNT' }),
  ofThree('some attributes', { ProjectionExpression: 'a' }),
  ofThree('a range', {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :b',
    ...values({ ':a': n(0), ':b': n(10) }),
  }),
  ofThree('a range with its bounds swapped', {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :b',
    ...values({ ':a': n(10), ':b': n(0) }),
  }),
  ofThree('begins_with for a number', {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :n)',
    ...values({ ':n': n(1) }),
  }),
  ofThree('a sort key that is not equal', {
    KeyConditionExpression: 'pk = :pk AND sk <> :n',
    ...values({ ':n': n(1) }),
  }),
  ofThree('a sort key of another type', {
    KeyConditionExpression: 'pk = :pk AND sk = :t',
    ...values({ ':t': s('1') }),
  }),
  ofThree('a query over several partitions', { KeyConditionExpression: 'pk > :pk' }),
  ofThree('a query without the partition key', {
    KeyConditionExpression: 'sk = :n AND sk = :pk',
    ...values({ ':n': n(1) }),
  }),
  ofThree('a query by an attribute that is not a key', {
    KeyConditionExpression: 'pk = :pk AND a = :n',
    ...values({ ':n': n(1) }),
  }),
  engineCase('texts in the order of their bytes', () => [
    ...['b', 'B', 'é', 'z', 'a', '10', '9', '\u{1f600}', '\uffee'].map(
      (gs, sk): Step => putAt('the order of texts', sk, { gk: s('texts'), gs: s(gs) }),
    ),
    fromIndex('by-gk', 'gk', 'texts', { ProjectionExpression: 'gs' }),
  ]),
  engineCase('a page ends at a megabyte', ({ query }) => [
    ...[1, 2, 3, 4, 5].map((sk) =>
      putAt('a page ends at a megabyte', sk, { a: s('x'.repeat(300 * KILOBYTE)) }),
    ),
    query({ Select: 'COUNT' }),
    query({ ProjectionExpression: 'sk' }),
  ]),
  engineCase('a sparse index', () => [
    putAt('in the index', 0, { gk: s('sparse'), gs: s('a'), total: n(1), other: n(1) }),
    putAt('in the index', 1, { gk: s('sparse'), total: n(1) }),
    putAt('in the index', 2, { gs: s('c') }),
    fromIndex('by-gk', 'gk', 'sparse'),
  ]),
  engineCase('an item removed from an index', () => [
    putAt('leaves', 0, { owner: s('leaver') }),
    [
      'UpdateItem',
      {
        TableName: TABLE,
        Key: { pk: s('leaves'), sk: n(0) },
        UpdateExpression: 'REMOVE #o',
        ExpressionAttributeNames: { '#o': 'owner' },
      },
    ],
    fromIndex('by-owner', 'owner', 'leaver'),
  ]),
  engineCase('an index of keys', () => [
    putAt('keys only', 0, { owner: s('keeper'), total: n(1) }),
    fromIndex('by-owner', 'owner', 'keeper'),
  ]),
  engineCase('a page of an index', () => [
    ...[0, 1, 2].map((sk) => putAt('paged', sk, { gk: s('paged'), gs: s(`${sk}`) })),
    fromIndex('by-gk', 'gk', 'paged', { Limit: 2, ScanIndexForward: false }),
    fromIndex('by-gk', 'gk', 'paged', {
      ExclusiveStartKey: { pk: s('paged'), sk: n(1), gk: s('paged'), gs: s('1') },
    }),
    fromIndex('by-gk', 'gk', 'paged', { ExclusiveStartKey: { pk: s('paged'), sk: n(1) } }),
  ]),
  engineCase('a consistent read of an index', () => [
    fromIndex('by-gk', 'gk', 'any', { ConsistentRead: true }),
  ]),
  engineCase('an attribute that an index does not have', () => [
    putAt('not projected', 0, { gk: s('not projected'), gs: s('a'), total: n(1), other: n(1) }),
    fromIndex('by-gk', 'gk', 'not projected', { ProjectionExpression: 'total, other' }),
    fromIndex('by-gk', 'gk', 'not projected', { Select: 'ALL_ATTRIBUTES' }),
  ]),
  engineCase('a missing index', () => [fromIndex('nowhere', 'gk', 'any')]),
  engineCase('a key of an index that is of another type', () => [
    putAt('index key of another type', 0, { gk: n(1) }),
    putAt('index key of another type', 1, { gk: s(''), gs: s('a') }),
    putAt('index key of another type', 2, { gk: { NULL: true } }),
  ]),
  engineCase('a scan with a filter and a limit', () => [
    [
      'Scan',
      { TableName: PLAIN_TABLE, FilterExpression: 'attribute_exists(nowhere)', Select: 'COUNT', Limit: 1 },
    ],
    ['Scan', { TableName: 'nowhere' }],
  ]),
];
