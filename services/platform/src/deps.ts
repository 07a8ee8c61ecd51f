import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createDeployer } from './adapters/deployer.ts';
import { createEventArchiveTable } from './adapters/event-archive-table.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient) => ({
  eventArchive: createEventArchiveTable(client, {
    tableName: environmentVariable('EVENT_ARCHIVE_TABLE_NAME'),
    archiveDays: Number(environmentVariable('ARCHIVE_DAYS')),
    nowMs: Date.now,
  }),
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, because only the check of a new version bundles its clients. */
export const getDeployer = /* @__PURE__ */ once(() =>
  createDeployer(new CodeDeployClient({}), new LambdaClient({})),
);

/** URLs of the inboxes' dead-letter queues. */
export const deadLetterQueues = { events: () => environmentVariable('EVENTS_DEAD_LETTERS_URL') };
