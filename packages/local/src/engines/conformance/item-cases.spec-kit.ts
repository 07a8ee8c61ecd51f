import { type EngineCase, engineCase, PLAIN_TABLE, type Step, TABLE } from './engine-case.spec-kit.ts';

const n = (value: number | string) => ({ N: String(value) });
const s = (value: string) => ({ S: value });
const KILOBYTE = 1024;
/** Bytes of an item besides the text in `a`: names and values of `pk` and `sk`, and the name `a`. */
const bytesBeside = (name: string) => 'pk'.length + Buffer.byteLength(name) + 'sk'.length + 1 + 'a'.length;
const ofBytes = (name: string, bytes: number) => ({ a: s('x'.repeat(bytes - bytesBeside(name))) });
const nested = (depth: number): object => (depth === 0 ? n(1) : { M: { x: nested(depth - 1) } });

const stored = (name: string, value: object) =>
  engineCase(name, ({ put, get }) => [put({ a: value }), get({ ProjectionExpression: 'a' })]);

/** Limits of an item: sizes, numbers, empty values, keys. */
export const ITEM_CASES: readonly EngineCase[] = [
  engineCase('an item of 400 KB to the byte', ({ put, get }) => [
    put(ofBytes('an item of 400 KB to the byte', 400 * KILOBYTE)),
    get(),
  ]),
  engineCase('an item of 400 KB and a byte', ({ put, get }) => [
    put(ofBytes('an item of 400 KB and a byte', 400 * KILOBYTE + 1)),
    get(),
  ]),
  engineCase('an update beyond 400 KB', ({ put, update }) => [
    put({ a: s('x'.repeat(300 * KILOBYTE)) }),
    update('SET b = :b', { ExpressionAttributeValues: { ':b': s('x'.repeat(200 * KILOBYTE)) } }),
  ]),
  ...[
    '1.0',
    '0010',
    '1e3',
    '-0',
    '0.1',
    '12345678901234567890123456789012345678',
    '123456789012345678901234567890123456789',
    '0.12345678901234567890123456789012345678',
    '1e125',
    '1e126',
    '1e-130',
    '1e-131',
    'NaN',
    'abc',
    '',
    ' 1',
    '1E+2',
  ].map((text) => stored(`the number "${text}"`, n(text))),
  stored('an empty text', s('')),
  stored('an empty binary', { B: '' }),
  stored('an empty list', { L: [] }),
  stored('an empty map', { M: {} }),
  stored('an empty set', { SS: [] }),
  stored('a set with a text twice', { SS: ['x', 'x'] }),
  stored('a set of numbers that are the same', { NS: ['1', '1.0'] }),
  stored('a set with an empty text', { SS: [''] }),
  stored('nothing', { NULL: true }),
  stored('a value of two types', { S: 'x', N: '1' }),
  stored('a value of no type', {}),
  stored('a map of 31 levels', nested(31)),
  stored('a map of 32 levels', nested(32)),
  stored('a map of 33 levels', nested(33)),
  stored('an empty attribute name', { M: { '': n(1) } }),
  ...(
    [
      ['without its key', {}],
      ['with half of its key', { pk: s('x') }],
      ['with a key of another type', { pk: s('x'), sk: s('1') }],
      ['with an empty key', { pk: s(''), sk: n(1) }],
      ['with a key of 2,049 bytes', { pk: s('x'.repeat(2_049)), sk: n(1) }],
      ['with a null key', { pk: { NULL: true }, sk: n(1) }],
    ] as const
  ).flatMap(([what, key]) => [
    engineCase(`a put ${what}`, () => [['PutItem', { TableName: TABLE, Item: { ...key, a: n(1) } }]]),
    engineCase(`a get ${what}`, () => [['GetItem', { TableName: TABLE, Key: key }]]),
    engineCase(`an update ${what}`, () => [
      [
        'UpdateItem',
        {
          TableName: TABLE,
          Key: key,
          UpdateExpression: 'SET a = :n',
          ExpressionAttributeValues: { ':n': n(1) },
        },
      ],
    ]),
  ]),
  engineCase('a get with more attributes than its key', ({ key, get }) => [
    get({ Key: { ...key(), a: n(1) } }),
  ]),
  engineCase('a missing table', () => [
    ['GetItem', { TableName: 'nowhere', Key: { pk: s('x') } }],
    ['PutItem', { TableName: 'nowhere', Item: { pk: s('x') } }],
    ['DescribeTable', { TableName: 'nowhere' }],
  ]),
  ...(
    [
      ['of 25 items', 25],
      ['of 26 items', 26],
      ['of no items', 0],
    ] as const
  ).map(([what, count]) =>
    engineCase(`a batch of writes ${what}`, ({ query }) => [
      writeBatch(
        Array.from({ length: count }, (_none, sk) => ({ pk: s(`a batch of writes ${what}`), sk: n(sk) })),
      ),
      query({ Select: 'COUNT' }),
    ]),
  ),
  engineCase('a batch of writes with an item twice', ({ key }) => [writeBatch([key(), key()])]),
  engineCase('a batch of writes with an item too large', ({ key, query }) => [
    writeBatch([{ ...key(1) }, { ...key(), a: s('x'.repeat(401 * KILOBYTE)) }]),
    query({ Select: 'COUNT' }),
  ]),
  engineCase('a batch of writes to a missing table', ({ key, query }) => [
    [
      'BatchWriteItem',
      {
        RequestItems: {
          [TABLE]: [{ PutRequest: { Item: key() } }],
          nowhere: [{ PutRequest: { Item: key() } }],
        },
      },
    ],
    query({ Select: 'COUNT' }),
  ]),
  engineCase('a batch of deletes of missing items', ({ key }) => [
    ['BatchWriteItem', { RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key() } }] } }],
  ]),
  ...[100, 101, 0].map((count) =>
    engineCase(`a batch of ${count} reads`, ({ key, put }) => [
      put(),
      [
        'BatchGetItem',
        { RequestItems: { [TABLE]: { Keys: Array.from({ length: count }, (_none, sk) => key(sk)) } } },
      ],
    ]),
  ),
  engineCase('a batch of reads with a key twice', ({ key }) => [
    ['BatchGetItem', { RequestItems: { [TABLE]: { Keys: [key(), key()] } } }],
  ]),
  {
    name: 'a batch of reads of more than sixteen megabytes',
    probe: async (ask) => {
      const keys = Array.from({ length: 44 }, (_none, place) => ({ pk: s(`large ${place}`) }));
      for (const key of keys) {
        await ask('PutItem', { TableName: PLAIN_TABLE, Item: { ...key, a: s('x'.repeat(380 * KILOBYTE)) } });
      }
      const request = { Keys: keys, ProjectionExpression: 'pk' };
      const answer = await ask('BatchGetItem', { RequestItems: { [PLAIN_TABLE]: request } });
      const { Keys: unread } = answer.UnprocessedKeys[PLAIN_TABLE];
      return [{ read: answer.Responses[PLAIN_TABLE].length, unread: unread.length }];
    },
  },
];

function writeBatch(items: readonly object[]): Step {
  return ['BatchWriteItem', { RequestItems: { [TABLE]: items.map((Item) => ({ PutRequest: { Item } })) } }];
}
