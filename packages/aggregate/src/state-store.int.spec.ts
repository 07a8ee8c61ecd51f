import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import {
  add,
  evolveJar,
  type Jar,
  type JarEvent,
  metadata,
  noJar,
  open,
  specifyAggregateStore,
} from './aggregate-store.spec-kit.ts';
import { execute } from './execute.ts';
import { createStateStore, type StateStore } from './state-store.ts';

let db: DynamoDb;
let store: StateStore<Jar, JarEvent>;

beforeAll(async () => {
  db = await startDynamoDb({ tables: [table] });
  store = createStateStore({
    client: db.documents,
    tableName: 'jars',
    keyPrefix: 'jar',
    initial: noJar,
    evolve: evolveJar,
    parseState,
    indexes: (jar) => ({ fullness: jar.status === 'open' && jar.coins > 100 ? 'full' : undefined }),
  });
});
afterAll(() => db.stop());

specifyAggregateStore(() => store);

describe('a commit', () => {
  it('is the one item, with the state, its version, the last events and the metadata', async () => {
    await execute(store, 'jar-item', open, metadata);
    expect(await itemOf('jar-item')).toEqual({
      pk: 'jar#jar-item',
      sk: 'state',
      id: 'jar-item',
      version: 0,
      state: { status: 'open', coins: 0 },
      events: [{ type: 'Opened' }],
      ...metadata,
    });
  });

  it('replaces all attributes of the commit before', async () => {
    await execute(store, 'jar-next', open, metadata);
    const { causationId: _none, ...withoutCause } = metadata;
    await execute(store, 'jar-next', add(200), { ...withoutCause, actor: 'bob' });
    expect(await itemOf('jar-next')).toEqual({
      pk: 'jar#jar-next',
      sk: 'state',
      id: 'jar-next',
      version: 1,
      state: { status: 'open', coins: 200 },
      events: [{ type: 'Added', coins: 200 }],
      ...withoutCause,
      actor: 'bob',
      fullness: 'full',
    });
  });
});

describe('toWrite', () => {
  const commit = (expectedVersion: number, coins: number) => ({
    expectedVersion,
    events: [{ type: 'Opened' as const }],
    state: { status: 'open' as const, coins },
    metadata,
  });

  it('returns a write for a transaction, which is written with the others or not at all', async () => {
    const write = (first: number, second: number) =>
      db.documents.send(
        new TransactWriteCommand({
          TransactItems: [
            store.toWrite('jar-one', commit(first, 1)),
            store.toWrite('jar-two', commit(second, 2)),
          ],
        }),
      );
    await write(-1, -1);
    await expect(write(0, -1)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(await store.load('jar-one')).toEqual({ version: 0, state: { status: 'open', coins: 1 } });
    expect(await store.load('jar-two')).toEqual({ version: 0, state: { status: 'open', coins: 2 } });
  });
});

describe('a stored state of an unknown form', () => {
  it('makes load throw', async () => {
    await execute(store, 'jar-bad', open, metadata);
    await db.documents.send(
      new UpdateCommand({
        TableName: 'jars',
        Key: { pk: 'jar#jar-bad', sk: 'state' },
        UpdateExpression: 'SET #state.#status = :melted',
        ExpressionAttributeNames: { '#state': 'state', '#status': 'status' },
        ExpressionAttributeValues: { ':melted': 'melted' },
      }),
    );
    await expect(store.load('jar-bad')).rejects.toThrow('no state of a jar: melted');
  });
});

async function itemOf(id: string) {
  const { Item } = await db.documents.send(
    new GetCommand({ TableName: 'jars', Key: { pk: `jar#${id}`, sk: 'state' } }),
  );
  return Item;
}

function parseState(stored: unknown): Jar {
  const jar = stored as Jar;
  if (jar.status === 'open' || jar.status === 'none') return jar;
  throw new Error(`no state of a jar: ${(stored as { status: string }).status}`);
}

const table = {
  TableName: 'jars',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'S' as const },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  BillingMode: 'PAY_PER_REQUEST' as const,
};
