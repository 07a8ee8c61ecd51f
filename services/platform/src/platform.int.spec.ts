import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as recording from './consumers/record-events.ts';

const recordEvents = asFunction('tradepost-dev-platform-record-events', recording.handler);
const DEAD_LETTERS = 'tradepost-dev-platform-events-dlq';

const TABLE = 'tradepost-dev-platform-event-archive';

let db: DynamoDb;
let queues: Queues;
const logs = captureLogs();

beforeAll(async () => {
  db = await startDynamoDb({ services: ['platform'] });
  queues = await startQueues([DEAD_LETTERS], { services: ['platform'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SQS: queues }),
    STAGE: 'dev',
    EVENT_ARCHIVE_TABLE_NAME: TABLE,
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

/** The archived events of a subject, oldest first. */
async function archived(subject: string): Promise<readonly CloudEvent[]> {
  const { Items = [] } = await db.documents.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `subject#${subject}` },
    }),
  );
  return Items.map(({ event }) => JSON.parse(String(event)) as CloudEvent);
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

  it('is archived under its subject, in the order of time, with its time in UTC', async () => {
    expect(await archived('ord_1')).toEqual([placed, confirmed]);
    expect(await archived('res_1')).toEqual([reserved]);
    expect(await archived('ord_2')).toEqual([]);
  });

  it('is in the index by its correlation id, with the keys alone', async () => {
    const { Items } = await db.documents.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'by-correlation-id',
        KeyConditionExpression: 'correlation = :id',
        ExpressionAttributeValues: { ':id': 'correlation-1' },
      }),
    );
    expect(Items).toEqual(
      [placed, reserved, confirmed].map(({ subject, time, source, id }) => ({
        pk: `subject#${subject}`,
        sk: `${time}#${source}#${id}`,
        correlation: 'correlation-1',
      })),
    );
  });

  it('is archived once, however often it is delivered, in one batch or in several', async () => {
    expect(await record([placed, reserved, placed])).toEqual({ batchItemFailures: [] });
    expect(await record([placed])).toEqual({ batchItemFailures: [] });
    const { Count } = await db.documents.send(new ScanCommand({ TableName: TABLE }));
    expect(Count).toBe(3);
  });

  it('is distinct from an event of another source with the same id', async () => {
    const theirs = event({ source: 'tradepost.payments', subject: 'shared', correlationid: 'shared' });
    const ours = event({ subject: 'shared', correlationid: 'shared' });
    await record([theirs, ours]);
    expect(await archived('shared')).toEqual([ours, theirs]);
  });

  it('is archived even if its type has no contract', async () => {
    const unheard = event({ type: 'MoonRose', subject: 'moon', data: null });
    expect(await record([unheard])).toEqual({ batchItemFailures: [] });
    expect(await archived('moon')).toEqual([unheard]);
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
    expect(await archived('kept')).toEqual([original]);
    const [message, ...others] = await queues.receive(DEAD_LETTERS);
    expect(others).toEqual([]);
    expect(JSON.parse(message?.body ?? '')).toEqual(forged);
    expect(message?.attributes['Reason']).toBe(
      '# differs from the archived event with the same subject, time, source and id',
    );
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      {
        message: 'message moved to the dead-letter queue',
        errors: [{ pointer: '#', code: 'EVENT_DIFFERS' }],
      },
    ]);
  });

  it('is the same event in another version of its contract', async () => {
    const [grown, older] = [
      { ...original, causationid: 'c' },
      { ...original, data: {} },
    ];
    expect(await record([grown, older])).toEqual({ batchItemFailures: [] });
    expect(await archived('kept')).toEqual([original]);
  });
});

describe('a message that cannot be archived', () => {
  it('goes to the dead-letter queue if it is not an event, and the others are archived', async () => {
    expect(await record(['hello', event({ subject: 'beside' })])).toEqual({ batchItemFailures: [] });
    expect(await archived('beside')).toHaveLength(1);
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
    expect((await archived('next-to-too-large')).map(({ id }) => id)).toEqual(['fine', 'fine-too']);
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { message: 'messages failed', ids: ['too-large'] },
    ]);
  });
});
