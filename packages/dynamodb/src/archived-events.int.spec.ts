import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { BY_CORRELATION_ID, toArchivedEvent } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { listArchivedEvents } from './archived-events.ts';

/** As in the template of the platform: the index has the keys alone. */
const archive: CreateTableCommandInput = {
  TableName: 'archive',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'correlation'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: BY_CORRELATION_ID,
      KeySchema: [
        { AttributeName: 'correlation', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ tables: [archive] });
});
afterAll(() => db.stop());

/** Stores an event of a jar, so many seconds after the first one. */
async function store(subject: string, second: number, { correlationId = 'filling', bytes = 1 } = {}) {
  const event: CloudEvent = {
    ...{ specversion: '1.0', id: `${subject}/${second}`, source: 'tradepost.jars', type: 'JarFilled' },
    ...{
      subject,
      time: new Date(Date.UTC(2026, 0, 5, 8, 0, second)).toISOString(),
      correlationid: correlationId,
    },
    ...{ datacontenttype: 'application/json', dataschema: 'urn:tradepost:jars:JarFilled:1' },
    data: { jam: 'x'.repeat(bytes) },
  } as CloudEvent;
  await db.documents.send(new PutCommand({ TableName: 'archive', Item: toArchivedEvent(event) }));
  return toArchivedEvent(event);
}

/** Lists all pages: the ids of the events of each. */
async function pagesOf(of: Parameters<typeof listArchivedEvents>[2]['of'], limit: number) {
  const pages: string[][] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await listArchivedEvents(db.documents, 'archive', { of, after, limit });
    pages.push(items.map(({ id }) => id.split('/')[1] ?? ''));
    if (next === undefined) return pages;
    after = next;
  }
}

describe.each([
  ['subject', (name: string) => ({ subject: `jar of ${name}` })],
  ['correlation id', (name: string) => ({ correlationId: `filling of ${name}` })],
])('events by %s', (by, ofName) => {
  const storeAll = async (name: string, sizes: readonly number[]) => {
    for (const [second, bytes] of sizes.entries())
      await store(`jar of ${name}`, second, { correlationId: `filling of ${name}`, bytes });
  };

  it('are listed oldest first, page by page', async () => {
    const name = `${by} in pages`;
    await storeAll(name, [1, 1, 1, 1, 1]);
    expect(await pagesOf(ofName(name), 2)).toEqual([['0', '1'], ['2', '3'], ['4']]);
    expect(await pagesOf(ofName(name), 5)).toEqual([['0', '1', '2', '3', '4']]);
    expect(await pagesOf(ofName(`nothing of ${name}`), 2)).toEqual([[]]);
  });

  it('that are large together are on several pages, each with one event at least', async () => {
    const name = `${by} by size`;
    // A page has less than a megabyte, with the envelopes.
    await storeAll(name, [330_000, 330_000, 330_000, 330_000, 390_000, 390_000, 390_000]);
    expect(await pagesOf(ofName(name), 10)).toEqual([
      ['0', '1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });
});

describe('events by correlation id', () => {
  it('are those of all subjects', async () => {
    await store('one jar', 2, { correlationId: 'both' });
    await store('another jar', 1, { correlationId: 'both' });
    expect(await pagesOf({ correlationId: 'both' }, 10)).toEqual([['1', '2']]);
  });

  it('leave out an item that was deleted after it was found in the index', async () => {
    const gone = await store('a jar', 1, { correlationId: 'expired' });
    await store('a jar', 2, { correlationId: 'expired' });
    const send = db.documents.send.bind(db.documents);
    let isFound = false;
    const client = {
      send: async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (!isFound)
          await send(new DeleteCommand({ TableName: 'archive', Key: { pk: gone.pk, sk: gone.sk } }));
        isFound = true;
        return answer;
      },
    } as unknown as typeof db.documents;
    const of = { correlationId: 'expired' };
    expect(
      (await listArchivedEvents(client, 'archive', { of, limit: 10 })).items.map(({ id }) => id),
    ).toEqual(['a jar/2']);
  });
});
