import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toHttpEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as recording from './consumers/record-events.ts';
import * as listing from './http/list-events.ts';

const recordEvents = asFunction('tradepost-dev-platform-record-events', recording.handler);
const listEvents = asFunction('tradepost-dev-platform-list-events', listing.handler);
const DEAD_LETTERS = 'tradepost-dev-platform-events-dlq';

const TABLE = 'tradepost-dev-platform-event-log';

let db: DynamoDb;
let queues: Queues;
const logs = captureLogs();

beforeAll(async () => {
  db = await startDynamoDb({ services: ['platform'] });
  queues = await startQueues([DEAD_LETTERS], { services: ['platform'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SQS: queues }),
    STAGE: 'dev',
    EVENT_LOG_TABLE_NAME: TABLE,
    ARCHIVE_DAYS: '36500',
    EVENTS_DEAD_LETTERS_URL: queues.urlOf(DEAD_LETTERS),
  });
});
afterEach(() => logs.clear());
afterAll(async () => {
  logs.restore();
  await db?.stop();
  await queues?.stop();
});

const event = (overrides: Partial<CloudEvent>): CloudEvent => ({
  specversion: '1.0',
  id: 'ord_1/0/0',
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:tradepost:schema:OrderPlaced:1',
  correlationid: 'correlation-1',
  data: { total: { amountMinor: 1999, currency: 'GBP' }, lines: [{ sku: 'MUG-1', quantity: 2 }] },
  ...overrides,
});

const record = (messages: readonly (object | string)[]) => recordEvents(toSqsEvent(messages), toContext());

async function list(query: Record<string, string>) {
  const { statusCode, body } = await listEvents(toHttpEvent({ query }), toContext());
  const json = JSON.parse(body) as { items: CloudEvent[]; nextCursor?: string; code?: string };
  return { statusCode, ...json, ids: json.items?.map(({ id }) => id) };
}

describe('an event on the bus', () => {
  const placed = event({ time: '2026-01-01T12:00:00.000Z' });
  const reserved = event({
    id: 'res_1/0/0',
    source: 'tradepost.inventory',
    type: 'StockReserved',
    subject: 'res_1',
    time: '2026-01-01T12:00:00.250Z',
    causationid: 'ord_1/0/0',
  });
  const confirmed = event({ id: 'ord_1/1/0', type: 'OrderConfirmed', time: '2026-01-01T12:00:01.000Z' });
  beforeAll(async () => {
    // The same times in other RFC 3339 forms.
    const sent = [
      { ...confirmed, time: '2026-01-01T14:00:01+02:00' },
      { ...placed, time: '2026-01-01T12:00:00Z' },
      reserved,
    ];
    expect(await record(sent)).toEqual({ batchItemFailures: [] });
  });

  it('is found by its correlation id, oldest first, with its time in UTC', async () => {
    const { statusCode, items, nextCursor } = await list({ correlationId: 'correlation-1' });
    expect([statusCode, nextCursor]).toEqual([200, undefined]);
    expect(items).toEqual([placed, reserved, confirmed]);
  });

  it('is found by its subject', async () => {
    expect((await list({ subject: 'ord_1' })).items).toEqual([placed, confirmed]);
    expect((await list({ subject: 'res_1' })).items).toEqual([reserved]);
    expect((await list({ subject: 'ord_2' })).items).toEqual([]);
  });

  it('is archived once, however often it is delivered, in one batch or in several', async () => {
    expect(await record([placed, reserved, placed])).toEqual({ batchItemFailures: [] });
    expect(await record([placed])).toEqual({ batchItemFailures: [] });
    expect((await list({ correlationId: 'correlation-1' })).ids).toEqual([
      'ord_1/0/0',
      'res_1/0/0',
      'ord_1/1/0',
    ]);
    const { Count } = await db.documents.send(new ScanCommand({ TableName: TABLE }));
    expect(Count).toBe(3);
  });

  it('is distinct from an event of another source with the same id', async () => {
    const theirs = event({ source: 'tradepost.payments', subject: 'shared', correlationid: 'shared' });
    const ours = event({ subject: 'shared', correlationid: 'shared' });
    await record([theirs, ours]);
    expect((await list({ subject: 'shared' })).items).toEqual([ours, theirs]);
  });

  it('is archived even if its type has no contract', async () => {
    const unheard = event({ type: 'MoonRose', subject: 'moon', data: null });
    expect(await record([unheard])).toEqual({ batchItemFailures: [] });
    expect((await list({ subject: 'moon' })).items).toEqual([unheard]);
  });
});

describe('an archived event', () => {
  const original = event({ id: 'kept/0/0', subject: 'kept', correlationid: 'kept' });
  beforeAll(async () => {
    expect(await record([original])).toEqual({ batchItemFailures: [] });
  });

  it('never changes: another event under its id goes to the dead-letter queue', async () => {
    const forged = { ...original, data: { total: { amountMinor: 1, currency: 'GBP' } } };
    expect(await record([forged, original])).toEqual({ batchItemFailures: [] });
    expect((await list({ subject: 'kept' })).items).toEqual([original]);
    const [letter, ...others] = await queues.receive(DEAD_LETTERS);
    expect(others).toEqual([]);
    expect(JSON.parse(letter?.body ?? '')).toEqual(forged);
    expect(letter?.attributes['Reason']).toBe(
      '# differs from the archived event with the same subject, time, source and id',
    );
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { message: 'message refused', errors: [{ pointer: '#', code: 'EVENT_DIFFERS' }] },
    ]);
  });

  it('is the same event in another version of its contract', async () => {
    const [grown, older] = [
      { ...original, causationid: 'c' },
      { ...original, data: {} },
    ];
    expect(await record([grown, older])).toEqual({ batchItemFailures: [] });
    expect((await list({ subject: 'kept' })).items).toEqual([original]);
  });
});

describe('listEvents', () => {
  const at = (index: number) => new Date(Date.UTC(2026, 1, 1) + index).toISOString();
  const many = Array.from({ length: 60 }, (_none, index) =>
    event({ id: `many/${index}`, subject: 'many', correlationid: 'many', time: at(index) }),
  );
  beforeAll(async () => {
    expect(await record(many)).toEqual({ batchItemFailures: [] });
  });

  it.each<[string, Record<string, string>]>([
    ['subject', { subject: 'many' }],
    ['correlation id', { correlationId: 'many' }],
  ])('returns all events of several pages by %s, each once', async (_by, query) => {
    const ids: (string[] | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...query, limit: '30', ...(cursor === undefined ? {} : { cursor }) });
      ids.push(page.ids);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
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
    expect(await record(large)).toEqual({ batchItemFailures: [] });
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
    expect(await record(sent.toReversed())).toEqual({ batchItemFailures: [] });
    expect((await list({ correlationId: 'between' })).ids).toEqual(sent.map(({ id }) => id));
  });
});

describe('a message that cannot be archived', () => {
  it('goes to the dead-letter queue if it is not an event, and the others are archived', async () => {
    expect(await record(['hello', event({ subject: 'beside' })])).toEqual({ batchItemFailures: [] });
    expect((await list({ subject: 'beside' })).items).toHaveLength(1);
    expect(await queues.receive(DEAD_LETTERS)).toMatchObject([
      { body: 'hello', attributes: { Reason: '# is not JSON' } },
    ]);
  });

  it('is reported as failed if DynamoDB rejects it, and the others are archived', async () => {
    const tooLarge = event({ id: 'too-large', subject: 'too-large', data: 'x'.repeat(420_000) });
    const fine = event({ id: 'fine', subject: 'next-to-too-large' });
    expect(await record([fine, tooLarge, event({ id: 'fine-too', subject: 'next-to-too-large' })])).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-2' }],
    });
    expect((await list({ subject: 'next-to-too-large' })).ids).toEqual(['fine', 'fine-too']);
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { message: 'messages failed', ids: ['too-large'] },
    ]);
  });
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
