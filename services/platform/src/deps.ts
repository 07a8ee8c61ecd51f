import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventLogTable, type EventLogTable } from './event-log-table.ts';
import { createLogLines, type LogLines } from './log-lines.ts';

/** What the functions of this service work with. */
export type Deps = {
  readonly eventLog: EventLogTable;
  readonly logLines: LogLines;
  readonly nowMs: () => number;
};

let memo: Deps | undefined;

/** The dependencies of this function instance, made at first use. */
export function deps(): Deps {
  memo ??= {
    eventLog: createEventLogTable(
      DynamoDBDocumentClient.from(new DynamoDBClient({}), {
        marshallOptions: { removeUndefinedValues: true },
      }),
      env('EVENT_LOG_TABLE_NAME'),
    ),
    logLines: createLogLines(new CloudWatchLogsClient({}), logGroupPrefixes(env('STAGE'))),
    nowMs: Date.now,
  };
  return memo;
}

/** What the log groups of all functions of a stage begin with, and those of all its workflows. */
function logGroupPrefixes(stage: string): readonly string[] {
  return [`/aws/lambda/tradepost-${stage}-`, `/aws/vendedlogs/states/tradepost-${stage}-`];
}

/** Where messages go that are no events. */
export function deadLettersUrl(): string {
  return env('EVENTS_DEAD_LETTERS_URL');
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment does not say ${name}`);
  return value;
}
