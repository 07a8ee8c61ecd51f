import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
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
import { createEventStore, type EventStore } from './event-store.ts';

let db: DynamoDb;
let store: EventStore<Jar, JarEvent>;
const LATER = '2026-01-01T13:00:00.000Z';
const LATEST = '2026-01-01T14:00:00.000Z';
const storeAt = (now: string) =>
  createEventStore({ client: db.documents, tableName: 'jar-events', aggregate: jar, now: () => now });

beforeAll(async () => {
  db = await startDynamoDb({ tables: [table] });
  store = storeAt(AT);
});
afterAll(() => db.stop());

specifyAggregateStore(() => store);

describe('a commit', () => {
  it('is one item with its events and metadata', async () => {
    await store.execute('jar-item', open(), cause);
    await store.execute('jar-item', add(2, 3), { ...cause, actor: 'bob' });
    const { Items } = await db.documents.send(
      new QueryCommand({
        TableName: 'jar-events',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'jar#jar-item' },
      }),
    );
    const item = { pk: 'jar#jar-item', id: 'jar-item', ...cause, at: AT };
    const added = [2, 3].map((coins) => ({ type: 'Added', at: AT, coins }));
    expect(Items).toEqual([
      { ...item, sk: 0, version: 0, events: [{ type: 'Opened', at: AT }] },
      { ...item, sk: 1, version: 1, actor: 'bob', events: added },
    ]);
  });
});

describe('history', () => {
  beforeAll(async () => {
    await store.execute('jar-history', open(), cause);
    await storeAt(LATER).execute('jar-history', add(1), cause);
    await storeAt(LATEST).execute('jar-history', add(2), cause);
  });

  it('returns every commit, oldest first', async () => {
    const commit = { id: 'jar-history', ...cause };
    expect(await store.history('jar-history')).toEqual([
      { ...commit, version: 0, events: [{ type: 'Opened', at: AT }], at: AT },
      { ...commit, version: 1, events: [{ type: 'Added', at: LATER, coins: 1 }], at: LATER },
      { ...commit, version: 2, events: [{ type: 'Added', at: LATEST, coins: 2 }], at: LATEST },
    ]);
  });

  it.each([
    ['2026-01-01T11:59:59.999Z', []],
    ['2026-01-01T13:00:00Z', [0, 1]],
    ['2026-01-01T15:30:00+02:00', [0, 1]],
  ])('returns the commits until %s, inclusive', async (until, versions) => {
    expect((await store.history('jar-history', until)).map(({ version }) => version)).toEqual(versions);
  });

  it('returns no commit without those before it, although the clock of one writer was ahead', async () => {
    await store.execute('jar-skewed', open(), cause);
    await storeAt(LATEST).execute('jar-skewed', add(1), cause);
    await storeAt(LATER).execute('jar-skewed', add(2), cause);
    const versionsUntil = async (until: string) =>
      (await store.history('jar-skewed', until)).map(({ version }) => version);
    expect(await versionsUntil('2026-01-01T13:30:00.000Z')).toEqual([0]);
    expect(await versionsUntil(LATEST)).toEqual([0, 1, 2]);
  });

  it('is empty for an aggregate that does not exist', async () => {
    expect(await store.history('jar-unknown')).toEqual([]);
  });
});

describe('load', () => {
  it('reads all pages', async () => {
    const padding = 'x'.repeat(300_000);
    for (let version = -1; version < 4; version += 1) {
      await store.commit('jar-long', {
        expectedVersion: version,
        events: [version < 0 ? { type: 'Opened', at: AT } : { type: 'Added', at: AT, coins: 1 }],
        state: jar.initial,
        metadata: { ...cause, at: AT, actor: padding },
      });
    }
    expect(await store.load('jar-long')).toEqual({ version: 4, state: { status: 'open', coins: 4 } });
  });
});

describe('a stored event', () => {
  const put = (id: string, event: object) =>
    db.documents.send(
      new PutCommand({
        TableName: 'jar-events',
        Item: {
          pk: `jar#${id}`,
          sk: 0,
          id,
          version: 0,
          events: [{ type: 'Opened' }, event],
          ...cause,
          at: AT,
        },
      }),
    );

  it('of a former version is converted, with the time of its commit', async () => {
    await put('jar-former', { type: 'Dropped', coins: 5, colour: 'red' });
    const [commit] = await store.history('jar-former');
    expect(commit?.events).toEqual([
      { type: 'Opened', at: AT },
      { type: 'Added', at: AT, coins: 5 },
    ]);
  });

  it('of an unknown form makes load and history throw', async () => {
    await put('jar-bad', { type: 'Melted' });
    await expect(store.load('jar-bad')).rejects.toThrow('no event of a jar: Melted');
    await expect(store.history('jar-bad')).rejects.toThrow('no event of a jar: Melted');
  });
});

const table = {
  TableName: 'jar-events',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  BillingMode: 'PAY_PER_REQUEST' as const,
};
