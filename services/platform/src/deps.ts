import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDeployer } from './adapters/deployer.ts';
import { createEventArchiveTable } from './adapters/event-archive-table.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient) => ({
  eventArchive: createEventArchiveTable(client, {
    tableName: env('EVENT_ARCHIVE_TABLE_NAME'),
    archiveDays: Number(env('ARCHIVE_DAYS')),
    nowMs: Date.now,
  }),
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() =>
  createDeps(
    DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  ),
);

/** Separate from deps, because only the check of a new version bundles its clients. */
export const getDeployer = /* @__PURE__ */ once(() =>
  createDeployer(new CodeDeployClient({}), new LambdaClient({})),
);

/** URLs of the inboxes' dead-letter queues. */
export const deadLetterQueues = { events: () => env('EVENTS_DEAD_LETTERS_URL') };

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
