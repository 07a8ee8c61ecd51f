/** An operation of the API with its input, as sent over HTTP. */
export type Step = readonly [operation: string, input: object];

// biome-ignore lint/suspicious/noExplicitAny: answers have no common shape.
export type Answer = any;

/**
 * A case that runs on both engines. `name` is the partition key of its items, so that cases do not affect each other. A case
 * whose steps need earlier answers has a `probe`, which sends its own requests and returns the answers to compare.
 */
export type EngineCase =
  | { readonly name: string; readonly steps: readonly Step[] }
  | { readonly name: string; readonly probe: (ask: Asking) => Promise<readonly Answer[]> };

export type Asking = (...step: Step) => Promise<Answer>;

/** Table of the cases: its key is a string and a number; it has two indexes and a stream. */
export const TABLE = 'things';
/** A table whose items have no sort key. */
export const PLAIN_TABLE = 'plain';

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const keys = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' }]),
];

export const ONE_KEY = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [string('pk')],
  KeySchema: keys('pk'),
};

export const TABLES = [
  {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      string('pk'),
      { AttributeName: 'sk', AttributeType: 'N' },
      string('gk'),
      string('gs'),
      string('owner'),
    ],
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-gk',
        KeySchema: keys('gk', 'gs'),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
      },
      { IndexName: 'by-owner', KeySchema: keys('owner'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
  { TableName: PLAIN_TABLE, ...ONE_KEY },
];

/** Returns the steps that most cases use, for the items of one partition of the table. */
export function stepsFor(name: string) {
  const key = (sk = 0) => ({ pk: { S: name }, sk: { N: String(sk) } });
  return {
    key,
    put: (attributes: object = {}, input: object = {}): Step => [
      'PutItem',
      { TableName: TABLE, Item: { ...key(), ...attributes }, ...input },
    ],
    update: (UpdateExpression: string, input: object = {}): Step => [
      'UpdateItem',
      { TableName: TABLE, Key: key(), UpdateExpression, ...input },
    ],
    remove: (input: object = {}): Step => ['DeleteItem', { TableName: TABLE, Key: key(), ...input }],
    get: (input: object = {}): Step => [
      'GetItem',
      { TableName: TABLE, Key: key(), ConsistentRead: true, ...input },
    ],
    query: (input: object = {}): Step => [
      'Query',
      {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ...input,
        ExpressionAttributeValues: {
          ':pk': { S: name },
          ...(input as { ExpressionAttributeValues?: object }).ExpressionAttributeValues,
        },
      },
    ],
    transact: (TransactItems: readonly object[], input: object = {}): Step => [
      'TransactWriteItems',
      { TransactItems, ...input },
    ],
  };
}

/** Creates a case from its name and steps. */
export function engineCase(
  name: string,
  steps: (has: ReturnType<typeof stepsFor>) => readonly Step[],
): EngineCase {
  return { name, steps: steps(stepsFor(name)) };
}
