import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
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
import { createEventLog, type EventLog } from './event-log.ts';
import { execute } from './execute.ts';

let db: DynamoDb;
let log: EventLog<Jar, JarEvent>;

beforeAll(async () => {
  db = await startDynamoDb({ tables: [table] });
  log = createEventLog({
    client: db.documents,
    tableName: 'jar-events',
    keyPrefix: 'jar',
    initial: noJar,
    evolve: evolveJar,
    parseEvent,
  });
});
afterAll(() => db.stop());

specifyAggregateStore(() => log);

describe('a commit', () => {
  it('is one item with its events and metadata', async () => {
    await execute(log, 'jar-item', open, metadata);
    await execute(log, 'jar-item', add(2, 3), { ...metadata, actor: 'bob' });
    const { Items } = await db.documents.send(
      new QueryCommand({
        TableName: 'jar-events',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'jar#jar-item' },
      }),
    );
    const item = { pk: 'jar#jar-item', id: 'jar-item', ...metadata };
    expect(Items).toEqual([
      { ...item, sk: 0, version: 0, events: [{ type: 'Opened' }] },
      { ...item, sk: 1, version: 1, actor: 'bob', events: [2, 3].map((coins) => ({ type: 'Added', coins })) },
    ]);
  });
});

describe('history', () => {
  beforeAll(async () => {
    await execute(log, 'jar-history', open, metadata);
    await execute(log, 'jar-history', add(1), { ...metadata, at: '2026-01-01T13:00:00.000Z' });
    await execute(log, 'jar-history', add(2), { ...metadata, at: '2026-01-01T14:00:00.000Z' });
  });

  it('returns every commit, oldest first', async () => {
    expect(await log.history('jar-history')).toEqual([
      { id: 'jar-history', version: 0, events: [{ type: 'Opened' }], ...metadata },
      {
        id: 'jar-history',
        version: 1,
        events: [{ type: 'Added', coins: 1 }],
        ...metadata,
        at: '2026-01-01T13:00:00.000Z',
      },
      {
        id: 'jar-history',
        version: 2,
        events: [{ type: 'Added', coins: 2 }],
        ...metadata,
        at: '2026-01-01T14:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['2026-01-01T11:59:59.999Z', []],
    ['2026-01-01T13:00:00Z', [0, 1]],
    ['2026-01-01T15:30:00+02:00', [0, 1]],
  ])('returns the commits until %s, inclusive', async (until, versions) => {
    expect((await log.history('jar-history', until)).map(({ version }) => version)).toEqual(versions);
  });

  it('is empty for an aggregate that does not exist', async () => {
    expect(await log.history('jar-unknown')).toEqual([]);
  });
});

describe('load', () => {
  it('reads all pages', async () => {
    const padding = 'x'.repeat(300_000);
    for (let version = -1; version < 4; version += 1) {
      await log.commit('jar-long', {
        expectedVersion: version,
        events: [version < 0 ? { type: 'Opened' } : { type: 'Added', coins: 1 }],
        state: noJar,
        metadata: { ...metadata, actor: padding },
      });
    }
    expect(await log.load('jar-long')).toEqual({ version: 4, state: { status: 'open', coins: 4 } });
  });
});

describe('a stored event of an unknown form', () => {
  it('makes load and history throw', async () => {
    const item = { pk: 'jar#jar-bad', sk: 0, id: 'jar-bad', version: 0, events: [{ type: 'Melted' }] };
    await db.documents.send(new PutCommand({ TableName: 'jar-events', Item: { ...item, ...metadata } }));
    await expect(log.load('jar-bad')).rejects.toThrow('no event of a jar: Melted');
    await expect(log.history('jar-bad')).rejects.toThrow('no event of a jar: Melted');
  });
});

function parseEvent(stored: unknown): JarEvent {
  const event = stored as JarEvent;
  if (event.type === 'Opened' || event.type === 'Added') return event;
  throw new Error(`no event of a jar: ${(stored as { type: string }).type}`);
}

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
