import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAnchorBucket } from '@tradepost/audit/anchor-bucket';
import { createSign } from '@tradepost/audit/anchor-key';
import { type AuditLog, createAuditLog } from '@tradepost/audit/audit-log';
import { type EntryQuery, listEntries } from '@tradepost/audit/list-entries';
import { readHeads } from '@tradepost/audit/read-heads';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { createAuditEvents } from './adapters/audit-events.ts';
import { committedRoles } from './adapters/committed-roles.ts';
import { createDeadLetterQueues, type DeadLetterQueues } from './adapters/dead-letter-queues.ts';
import { createDeliver, type Deliver } from './adapters/deliver.ts';
import { createDeployedRoles } from './adapters/deployed-roles.ts';
import { createEventArchive } from './adapters/event-archive.ts';
import { createEventBridge, type EventBridge } from './adapters/event-bridge.ts';
import { createLogLines, type LogLines } from './adapters/log-lines.ts';
import { createRedrive, type Redrive } from './adapters/redrive.ts';
import { createReplayTable } from './adapters/replay-table.ts';
import { createRepublish, type Republish } from './adapters/republish.ts';
import { createTimelineTable } from './adapters/timeline-table.ts';

/** Dependencies of the functions of this service. */
export type Deps = ReturnType<typeof createDeps> & {
  readonly audit: AuditLog;
  readonly deadLetters: DeadLetterQueues;
  readonly deliver: Deliver;
  readonly eventBridge: EventBridge;
  readonly logLines: LogLines;
  readonly redrive: Redrive;
  readonly republish: Republish;
};

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient) => {
  const archive = environmentVariable('EVENT_ARCHIVE_TABLE_NAME');
  return {
    /** The archive of all published events, which is a table of platform. */
    eventArchive: createEventArchive(client, archive),
    /** Published events and audit entries, in one list. */
    eventsAndAudit: createEventArchive(
      client,
      archive,
      createAuditEvents(client, environmentVariable('AUDIT_TABLE_NAME')),
    ),
    replays: createReplayTable({ client, tableName: environmentVariable('REPLAYS_TABLE_NAME') }),
    timelines: createTimelineTable({
      client,
      tableName: environmentVariable('TIMELINES_TABLE_NAME'),
      nowMs: Date.now,
    }),
    nowMs: Date.now,
  };
};

const documentClient = /* @__PURE__ */ once(() => createDocumentClient());

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(documentClient()));

// The following are separate from deps, so that a function bundles only the tables and the AWS clients that it needs.

export const getAudit = /* @__PURE__ */ once(() =>
  createAuditLog({
    client: documentClient(),
    tableName: environmentVariable('AUDIT_TABLE_NAME'),
    stage: environmentVariable('STAGE'),
    nowMs: Date.now,
  }),
);

/** The audit log with its key and the bucket of its anchors. */
export const getAnchoring = /* @__PURE__ */ once(() => ({
  stage: environmentVariable('STAGE'),
  bucket: createAnchorBucket(new S3Client({}), environmentVariable('AUDIT_ANCHORS_BUCKET_NAME')),
  readHeads: () => readHeads(documentClient(), environmentVariable('AUDIT_TABLE_NAME')),
  sign: createSign(new KMSClient({}), environmentVariable('AUDIT_KEY_ALIAS')),
  nowMs: Date.now,
}));

/** Lists entries of the audit log. */
export const getListAudit = /* @__PURE__ */ once(
  () => (query: EntryQuery) => listEntries(documentClient(), environmentVariable('AUDIT_TABLE_NAME'), query),
);

/** Roles of the stage, as committed and as deployed. */
export const getAuditRoles = /* @__PURE__ */ once(() => {
  const stage = environmentVariable('STAGE');
  return {
    stage,
    // By its name or its ARN, as delivery.cjs takes it.
    boundary: process.env['ROLE_BOUNDARY']?.split('/').at(-1) ?? '',
    committedRoles,
    deployedRoles: createDeployedRoles(new IAMClient({}), {
      stage,
      region: environmentVariable('AWS_REGION'),
    }),
    nowMs: Date.now,
  };
});

export const getDeadLetters = /* @__PURE__ */ once(() =>
  createDeadLetterQueues(createSqs(), environmentVariable('STAGE')),
);

export const getDeliver = /* @__PURE__ */ once(() =>
  createDeliver({ sqs: createSqs(), workflows: new SFNClient({}) }),
);

export const getEventBridge = /* @__PURE__ */ once(() =>
  createEventBridge(new EventBridgeClient({}), {
    stage: environmentVariable('STAGE'),
    busArn: environmentVariable('EVENT_BUS_ARN'),
    archiveArn: environmentVariable('EVENT_ARCHIVE_ARN'),
  }),
);

export const getIdFromKey = /* @__PURE__ */ once(() =>
  createIdFromKey(
    createSecret({
      client: new SecretsManagerClient({}),
      secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
    }),
  ),
);

export const getLogLines = /* @__PURE__ */ once(() =>
  createLogLines(new CloudWatchLogsClient({}), environmentVariable('STAGE')),
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
  createRepublish(new LambdaClient({}), {
    stage: environmentVariable('STAGE'),
    alias: process.env['LIVE_ALIAS'] ?? '',
  }),
);

/** Sends all requests to its own endpoint, whatever the URL of the queue, so that the local cloud checks permissions. */
function createSqs(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}
