import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAuditTable } from './adapters/audit-table.ts';
import { createDeadLetterQueues, type DeadLetterQueues } from './adapters/dead-letter-queues.ts';
import { createDeliver, type Deliver } from './adapters/deliver.ts';
import { createEventArchive } from './adapters/event-archive.ts';
import { createEventBridge, type EventBridge } from './adapters/event-bridge.ts';
import { createLogLines, type LogLines } from './adapters/log-lines.ts';
import { createRedrive, type Redrive } from './adapters/redrive.ts';
import { createReplayTable } from './adapters/replay-table.ts';
import { createRepublish, type Republish } from './adapters/republish.ts';
import { createTimelineTable } from './adapters/timeline-table.ts';

/** Dependencies of the functions of this service. */
export type Deps = ReturnType<typeof createDeps> & {
  readonly deadLetters: DeadLetterQueues;
  readonly deliver: Deliver;
  readonly eventBridge: EventBridge;
  readonly logLines: LogLines;
  readonly redrive: Redrive;
  readonly republish: Republish;
};

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient) => {
  const archive = env('EVENT_ARCHIVE_TABLE_NAME');
  const auditTable = env('AUDIT_TABLE_NAME');
  return {
    /** The archive of all published events, which is a table of platform. */
    eventArchive: createEventArchive(client, [archive]),
    /** Published events and audit entries, in one list. */
    eventsAndAudit: createEventArchive(client, [archive, auditTable]),
    audit: createAuditTable(client, { tableName: auditTable, nowMs: Date.now }),
    replays: createReplayTable(client, env('REPLAYS_TABLE_NAME')),
    timelines: createTimelineTable(client, { tableName: env('TIMELINES_TABLE_NAME'), nowMs: Date.now }),
    nowMs: Date.now,
  };
};

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() =>
  createDeps(
    DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  ),
);

// Each of the following has another AWS client, so that a function's bundle has only the clients that it needs.

export const getDeadLetters = /* @__PURE__ */ once(() => createDeadLetterQueues(createSqs(), env('STAGE')));

export const getDeliver = /* @__PURE__ */ once(() =>
  createDeliver({ sqs: createSqs(), workflows: new SFNClient({}) }),
);

export const getEventBridge = /* @__PURE__ */ once(() =>
  createEventBridge(new EventBridgeClient({}), {
    stage: env('STAGE'),
    busArn: env('EVENT_BUS_ARN'),
    archiveArn: env('EVENT_ARCHIVE_ARN'),
  }),
);

export const getLogLines = /* @__PURE__ */ once(() =>
  createLogLines(new CloudWatchLogsClient({}), env('STAGE')),
);

export const getRedrive = /* @__PURE__ */ once(() =>
  createRedrive({
    sqs: createSqs(),
    lambda: new LambdaClient({}),
    streams: new DynamoDBStreamsClient({}),
    eventBridge: getEventBridge(),
    deliver: getDeliver(),
  }),
);

export const getRepublish = /* @__PURE__ */ once(() =>
  createRepublish(new LambdaClient({}), { stage: env('STAGE'), alias: process.env['LIVE_ALIAS'] ?? '' }),
);

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

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}
