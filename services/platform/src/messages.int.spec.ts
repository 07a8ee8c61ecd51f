import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { eventSortKey } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { loadSamples } from '@tradepost/contracts/samples';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type MessagesByConsumer, messagesTo } from '@tradepost/testing/messages-to';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as recording from './consumers/record-events.ts';

const recordEvents = asFunction('tradepost-dev-platform-record-events', recording.handler);
const TABLE = 'tradepost-dev-platform-event-archive';

let db: DynamoDb;
let queues: Queues;
let messages: MessagesByConsumer;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['platform'] });
  queues = await startQueues(['dead-letters']);
  messages = await messagesTo('platform');
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SQS: queues }),
    STAGE: 'dev',
    EVENT_ARCHIVE_TABLE_NAME: TABLE,
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
    expect([...messages.keys()]).toEqual(['recordEvents']);
    expect(messages.get('recordEvents')?.map(({ sample }) => sample)).toEqual(events.map(({ name }) => name));
  });

  it('archives each event unchanged', async () => {
    // Samples that are variants of one event have the same id.
    for (const { sample, message } of messages.get('recordEvents') ?? []) {
      const only = { ...message, subject: sample, correlationid: sample };
      expect(await recordEvents(toSqsEvent([only]), toContext())).toEqual({ batchItemFailures: [] });
      const { Item } = await db.documents.send(
        new GetCommand({
          TableName: TABLE,
          Key: { pk: `subject#${sample}`, sk: eventSortKey(message as CloudEvent) },
        }),
      );
      expect(JSON.parse(String(Item?.['event']))).toEqual(only);
    }
    expect(await queues.receive('dead-letters')).toEqual([]);
  });
});
