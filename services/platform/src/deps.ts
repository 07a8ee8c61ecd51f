import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { createDeadLetterQueues, type DeadLetterQueues } from './dead-letter-queues.ts';
import type { Delivery } from './deliveries.ts';
import type { Letter } from './describe-letter.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { createEventLogTable, type EventLogTable } from './event-log-table.ts';
import { createHandOver } from './hand-over.ts';
import { createLogLines, type LogLines } from './log-lines.ts';
import { createRedrive } from './redrive.ts';
import { createReplayTable, type ReplayTable } from './replay-table.ts';
import { createRepublish, type Republish } from './republish.ts';
import { createTimelineTable, type TimelineTable } from './timeline-table.ts';

/** Dependencies of the functions of this service. */
export type Deps = {
  readonly eventLog: EventLogTable;
  readonly logLines: LogLines;
  readonly timelines: TimelineTable;
  readonly deadLetters: DeadLetterQueues;
  readonly redrive: (letter: Letter) => Promise<void>;
  readonly eventBus: EventBus;
  readonly replays: ReplayTable;
  readonly republish: Republish;
  readonly handOver: (deliveries: readonly Delivery[]) => Promise<void>;
  readonly nowMs: () => number;
};

// Each dependency is created separately, at first use, so that a function's bundle has only the clients that it needs.

export const eventLog = /* @__PURE__ */ once(() =>
  createEventLogTable(documents(), {
    tableName: env('EVENT_LOG_TABLE_NAME'),
    archiveDays: Number(env('ARCHIVE_DAYS')),
    nowMs: Date.now,
  }),
);

export const replays = /* @__PURE__ */ once(() => createReplayTable(documents(), env('REPLAYS_TABLE_NAME')));

export const eventBus = /* @__PURE__ */ once(() =>
  createEventBus(new EventBridgeClient({}), {
    stage: env('STAGE'),
    busArn: env('EVENT_BUS_ARN'),
    archiveArn: env('EVENT_ARCHIVE_ARN'),
  }),
);

export const handOver = /* @__PURE__ */ once(() =>
  createHandOver({ sqs: createSqs(), workflows: new SFNClient({}) }),
);

export const logLines = /* @__PURE__ */ once(() =>
  createLogLines(new CloudWatchLogsClient({}), env('STAGE')),
);

export const timelines = /* @__PURE__ */ once(() =>
  createTimelineTable(documents(), { tableName: env('TIMELINES_TABLE_NAME'), nowMs: Date.now }),
);

export const deadLetters = /* @__PURE__ */ once(() => createDeadLetterQueues(createSqs(), env('STAGE')));

export const redrive = /* @__PURE__ */ once(() =>
  createRedrive({
    sqs: createSqs(),
    lambda: new LambdaClient({}),
    streams: new DynamoDBStreamsClient({}),
    eventBus: eventBus(),
    handOver: handOver(),
  }),
);

export const republish = /* @__PURE__ */ once(() =>
  createRepublish(new LambdaClient({}), { stage: env('STAGE'), alias: process.env['LIVE_ALIAS'] ?? '' }),
);

const documents = /* @__PURE__ */ once(() => createDocumentClient());

/** Sends all requests to its own endpoint, whatever the URL of the queue, so that the local cloud checks permissions. */
function createSqs(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** URL of the dead-letter queue of the event archive's inbox. */
export function deadLettersUrl(): string {
  return env('EVENTS_DEAD_LETTERS_URL');
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}
