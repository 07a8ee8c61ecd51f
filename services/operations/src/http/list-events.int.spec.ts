import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { toArchivedEvent } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { asFunction } from '@tradepost/testing/as-function';
import { staffClaims } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toHttpEvent } from '@tradepost/testing/http';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import * as listing from './list-events.ts';

const listEvents = asFunction('tradepost-dev-operations-list-events', listing.handler);

const ARCHIVE = 'tradepost-dev-platform-event-archive';
const AUDIT = 'tradepost-dev-operations-audit';

let db: DynamoDb;

beforeAll(async () => {
  db = await startDynamoDb({ services: ['operations', 'platform'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    STAGE: 'dev',
    EVENT_ARCHIVE_TABLE_NAME: ARCHIVE,
    AUDIT_TABLE_NAME: AUDIT,
    REPLAYS_TABLE_NAME: 'tradepost-dev-operations-replays',
    TIMELINES_TABLE_NAME: 'tradepost-dev-operations-timelines',
  });
});
afterAll(() => db?.stop());

const event = (overrides: Partial<CloudEvent>): CloudEvent => ({
  specversion: '1.0',
  id: 'ord_1/0/0',
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00.000Z',
  correlationid: 'correlation-1',
  data: { lines: [{ sku: 'MUG-1', quantity: 2 }] },
  ...overrides,
});

const store = (TableName: string, events: readonly CloudEvent[]) =>
  Promise.all(
    events.map((each) => db.documents.send(new PutCommand({ TableName, Item: toArchivedEvent(each) }))),
  );

async function list(query: Record<string, string>) {
  const { statusCode, body } = await listEvents(toHttpEvent({ claims: staffClaims(), query }), toContext());
  const json = JSON.parse(body) as { items: CloudEvent[]; nextCursor?: string; code?: string };
  return { statusCode, ...json, ids: json.items?.map(({ id }) => id) };
}

/** A list that repeats an event never ends. */
const MAX_PAGES = 20;

async function listPages(query: Record<string, string>): Promise<(string[] | undefined)[]> {
  const pages: (string[] | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    pages.push(page.ids);
    cursor = page.nextCursor;
    if (pages.length > MAX_PAGES) throw new Error(`the list has more than ${MAX_PAGES} pages`);
  } while (cursor !== undefined);
  return pages;
}

describe('listEvents', () => {
  const at = (index: number) => new Date(Date.UTC(2026, 1, 1) + index).toISOString();
  const many = Array.from({ length: 60 }, (_none, index) =>
    event({ id: `many/${index}`, subject: 'many', correlationid: 'many', time: at(index) }),
  );
  beforeAll(async () => {
    await store(ARCHIVE, many);
  });

  it.each<[string, Record<string, string>]>([
    ['subject', { subject: 'many' }],
    ['correlation id', { correlationId: 'many' }],
  ])('returns all events of several pages by %s, each once', async (_by, query) => {
    const ids = await listPages({ ...query, limit: '30' });
    expect(ids.map((page) => page?.length)).toEqual([30, 30]);
    expect(ids.flat()).toEqual(many.map(({ id }) => id));
  });

  it('rejects a cursor of another subject or of a correlation id', async () => {
    const { nextCursor: cursor = '' } = await list({ subject: 'many', limit: '30' });
    for (const query of [{ subject: 'large' }, { correlationId: 'many' }] as Record<string, string>[]) {
      expect(await list({ ...query, cursor })).toMatchObject({ statusCode: 400, code: 'INVALID_CURSOR' });
    }
  });

  it.each<[string, Record<string, string>]>([
    ['subject', { subject: 'large-by-subject' }],
    ['correlation id', { correlationId: 'large-by-correlation' }],
  ])('ends a page by %s early if events are large, and continues from there', async (_by, query) => {
    const { subject = 'large', correlationId: correlationid = 'large' } = query;
    const large = Array.from({ length: 8 }, (_none, index) => {
      const id = `large/${subject}/${index}`;
      return event({ id, subject, correlationid, time: at(index), data: { note: 'x'.repeat(200_000) } });
    });
    await store(ARCHIVE, large);
    const first = await list({ ...query, limit: '100' });
    expect(first.items.length).toBeLessThan(8);
    const second = await list({ ...query, limit: '100', cursor: String(first.nextCursor) });
    expect([...(first.ids ?? []), ...(second.ids ?? [])]).toEqual(large.map(({ id }) => id));
    expect(second.nextCursor).toBeUndefined();
  });

  it('returns the events of several aggregates by their correlation id, in the order of time', async () => {
    const subjects = ['between-b', 'between-a', 'between-b', 'between-c'];
    const sent = subjects.map((subject, index) =>
      event({ id: `between/${index}`, subject, correlationid: 'between', time: at(index) }),
    );
    await store(ARCHIVE, sent.toReversed());
    expect((await list({ correlationId: 'between' })).ids).toEqual(sent.map(({ id }) => id));
  });
});

describe('listEvents, with audit entries', () => {
  const timeOf = (index: number) => Date.UTC(2026, 2, 1) + 10 * index;
  const targets = [0, 1, 2, 3, 4].map((index) => `dead-letters/orders-commands-dlq.m${index}`);
  const events = targets.map((_target, index) =>
    event({
      ...{ id: `event/${index}`, subject: 'audited', correlationid: 'audited' },
      time: new Date(timeOf(index) + 5).toISOString(),
    }),
  );
  beforeAll(async () => {
    let nowMs = 0;
    const config = { client: db.documents, tableName: AUDIT, stage: 'dev', nowMs: () => nowMs };
    for (const [index, target] of targets.entries()) {
      nowMs = timeOf(index);
      const act = index === 3 ? 'DeadLetterDiscarded' : 'DeadLetterRedriven';
      const facts = { actor: 'ada', reason: 'a test', after: { deadLetter: { id: `m${index}` } } };
      // Each instance has a shard of its own.
      await createAuditLog(config).record({ act, target, correlationId: 'audited', ...facts });
    }
    await createAuditLog(config).record({
      ...{ act: 'GrantChanged', actor: 'ada', target: 'grants/group/support', correlationId: 'other' },
    });
    await store(ARCHIVE, events);
  });

  it('returns the audit entries of a subject', async () => {
    const { items } = await list({ subject: 'dead-letters' });
    expect(items.map(({ data }) => (data as { target: string }).target)).toEqual(targets);
    expect(items[3]).toEqual({
      ...{ specversion: '1.0', source: 'tradepost.operations', type: 'DeadLetterDiscarded' },
      ...{ subject: 'dead-letters', time: new Date(timeOf(3)).toISOString(), correlationid: 'audited' },
      id: expect.stringMatching(/^dev\/2026-03-01\/[0-7]\/\d{12}$/),
      data: { by: 'ada', target: targets[3], reason: 'a test', deadLetter: { id: 'm3' } },
    });
  });

  it('returns entries of other acts by their correlation id, with their target as subject', async () => {
    expect((await list({ correlationId: 'other' })).items).toMatchObject([
      { type: 'GrantChanged', subject: 'grants/group/support', data: { by: 'ada' } },
    ]);
  });

  it.each(['1', '2', '3', '4', '9', '10'])(
    'returns events and audit entries of a correlation id by time, each once, %s at a time',
    async (limit) => {
      const ids = await listPages({ correlationId: 'audited', limit });
      const named = ids.flat().map((id) => (id?.startsWith('dev/') ? 'entry' : id));
      expect(named).toEqual(targets.flatMap((_target, index) => ['entry', `event/${index}`]));
      expect(new Set(ids.flat()).size).toBe(10);
      expect(Math.max(...ids.map((page) => page?.length ?? 0))).toBeLessThanOrEqual(Number(limit));
    },
  );
});

describe('an invalid request for events', () => {
  it.each<[string, Record<string, string>, string]>([
    ['without subject and correlationId', {}, 'VALIDATION_FAILED'],
    ['with both', { subject: 'a', correlationId: 'b' }, 'VALIDATION_FAILED'],
    ['with an empty subject', { subject: '' }, 'VALIDATION_FAILED'],
    ['with a limit of 101', { subject: 'a', limit: '101' }, 'VALIDATION_FAILED'],
    ['with an invalid cursor', { subject: 'a', cursor: 'nonsense' }, 'INVALID_CURSOR'],
    [
      'with a cursor of another list',
      { subject: 'a', cursor: Buffer.from('["MUG-1"]').toString('base64url') },
      'INVALID_CURSOR',
    ],
  ])('is answered with 400: %s', async (_how, query, code) => {
    expect(await list(query)).toMatchObject({ statusCode: 400, code });
  });
});
