import { loadSamples } from '@tradepost/contracts/samples';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type Deliveries, deliveriesTo } from '@tradepost/testing/deliveries';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toHttpEvent } from '@tradepost/testing/http';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as recording from './consumers/record-events.ts';
import * as listing from './http/list-events.ts';

const recordEvents = asFunction('tradepost-dev-platform-record-events', recording.handler);
const listEvents = asFunction('tradepost-dev-platform-list-events', listing.handler);

let db: DynamoDb;
let queues: Queues;
let deliveries: Deliveries;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['platform'] });
  queues = await startQueues(['dead-letters']);
  deliveries = await deliveriesTo('platform');
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SQS: queues }),
    STAGE: 'dev',
    EVENT_LOG_TABLE_NAME: 'tradepost-dev-platform-event-log',
    ARCHIVE_DAYS: '36500',
    EVENTS_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
});
afterAll(async () => {
  await db?.stop();
  await queues?.stop();
});

describe('recordEvents', () => {
  it('is the only consumer, and gets every event of every service', () => {
    const events = loadSamples().filter(({ kind }) => kind === 'event');
    expect([...deliveries.keys()]).toEqual(['recordEvents']);
    expect(deliveries.get('recordEvents')?.map(({ sample }) => sample)).toEqual(
      events.map(({ name }) => name),
    );
  });

  it('archives each event unchanged', async () => {
    // Samples that are variants of one event have the same id.
    for (const { sample, message } of deliveries.get('recordEvents') ?? []) {
      const only = { ...message, subject: sample, correlationid: sample };
      expect(await recordEvents(toSqsEvent([only]), toContext())).toEqual({ batchItemFailures: [] });
      const { body } = await listEvents(toHttpEvent({ query: { subject: sample } }), toContext());
      expect(JSON.parse(body)).toEqual({ items: [only] });
    }
    expect(await queues.receive('dead-letters')).toEqual([]);
  });
});
