import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import {
  AT,
  add,
  cause,
  type Jar,
  type JarEvent,
  jar,
  open,
  specifyAggregateStore,
} from './aggregate-store.spec-kit.ts';
import { createStateStore, type StateStore } from './state-store.ts';

let db: DynamoDb;
let store: StateStore<Jar, JarEvent>;

beforeAll(async () => {
  db = await startDynamoDb({ tables: [table] });
  store = createStateStore({
    client: db.documents,
    tableName: 'jars',
    aggregate: jar,
    indexes: (state) => ({ fullness: state.status === 'open' && state.coins > 100 ? 'full' : undefined }),
    now: () => AT,
  });
});
afterAll(() => db.stop());

specifyAggregateStore(() => store);

describe('a commit', () => {
  it('is the one item, with the state, its version, the last events and the metadata', async () => {
    await store.execute('jar-item', open(), cause);
    expect(await itemOf('jar-item')).toEqual({
      pk: 'jar#jar-item',
      sk: 'state',
      id: 'jar-item',
      version: 0,
      state: { status: 'open', coins: 0 },
      stateSchemaVersion: 2,
      events: [{ type: 'Opened', at: AT }],
      ...cause,
      at: AT,
    });
  });

  it('replaces all attributes of the commit before', async () => {
    await store.execute('jar-next', open(), cause);
    const { causationId: _none, ...withoutCause } = cause;
    await store.execute('jar-next', add(200), { ...withoutCause, actor: 'bob' });
    expect(await itemOf('jar-next')).toEqual({
      pk: 'jar#jar-next',
      sk: 'state',
      id: 'jar-next',
      version: 1,
      state: { status: 'open', coins: 200 },
      stateSchemaVersion: 2,
      events: [{ type: 'Added', at: AT, coins: 200 }],
      ...withoutCause,
      at: AT,
      actor: 'bob',
      fullness: 'full',
    });
  });
});

describe('toWrite', () => {
  const commit = (expectedVersion: number, coins: number) => ({
    expectedVersion,
    events: [{ type: 'Opened' as const, at: AT }],
    state: { status: 'open' as const, coins },
    metadata: { ...cause, at: AT },
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

describe('a stored state', () => {
  const setState = (id: string, state: object, version: number | null) =>
    db.documents.send(
      new UpdateCommand({
        TableName: 'jars',
        Key: { pk: `jar#${id}`, sk: 'state' },
        UpdateExpression: `SET #state = :state ${version === null ? 'REMOVE' : ', '} #version ${version === null ? '' : '= :version'}`,
        ExpressionAttributeNames: { '#state': 'state', '#version': 'stateSchemaVersion' },
        ExpressionAttributeValues: { ':state': state, ...(version === null ? {} : { ':version': version }) },
      }),
    );

  it('of a former version is converted', async () => {
    await store.execute('jar-former', open(), cause);
    await setState('jar-former', { status: 'open', count: 7 }, null);
    expect(await store.load('jar-former')).toEqual({ version: 0, state: { status: 'open', coins: 7 } });
  });

  it('of a newer version makes load throw', async () => {
    await store.execute('jar-newer', open(), cause);
    await setState('jar-newer', { status: 'open', coins: 7 }, 3);
    await expect(store.load('jar-newer')).rejects.toThrow(
      'the state has schema version 3, and this code reads versions up to 2',
    );
  });

  it('of an unknown form makes load throw', async () => {
    await store.execute('jar-bad', open(), cause);
    await setState('jar-bad', { status: 'melted' }, 2);
    await expect(store.load('jar-bad')).rejects.toThrow('no state of a jar: melted');
  });
});

async function itemOf(id: string) {
  const { Item } = await db.documents.send(
    new GetCommand({ TableName: 'jars', Key: { pk: `jar#${id}`, sk: 'state' } }),
  );
  return Item;
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
