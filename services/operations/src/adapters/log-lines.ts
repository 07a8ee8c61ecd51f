import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { sleep } from '@tradepost/dynamodb/back-off';
import type { LogLine } from '../projections/timeline-entry.ts';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const MAX_GROUPS_PER_QUERY = 50;
const MAX_GROUP_PAGES = 10;
const MAX_LINES = 2_000;
const POLL_MS = 250;
/** An HTTP API waits for at most 30 seconds for a function. */
const MAX_WAIT_MS = 10_000;

type TimeRange = { readonly fromMs: number; readonly toMs: number };

/** Fields with an index in the log groups of functions (`log-indexes.cjs`). */
type IndexedField = 'orderId' | 'messageId';

/** `complete` is false if there were more lines, or if a query failed or did not end in time. */
export type FoundLines = { readonly lines: readonly LogLine[]; readonly complete: boolean };

/** The logs of all functions and workflows of a stage. */
export type LogLines = {
  /**
   * Finds log lines of functions with a value in a field. CloudWatch Logs reads, and bills, only lines with the value.
   * Returns none for a value that cannot be an id.
   */
  readonly find: (
    query: TimeRange & { readonly field: IndexedField; readonly value: string },
  ) => Promise<FoundLines>;
  /**
   * Finds log lines of workflow executions, by the names of the executions. No index can be used: these lines have the ARN
   * of the execution, and a function has only its name. All lines of workflows in the time range are read.
   */
  readonly findExecutions: (query: TimeRange & { readonly names: readonly string[] }) => Promise<FoundLines>;
};

/**
 * Creates the search in the log lines of a stage, with CloudWatch Logs Insights. A query has up to 50 log groups, so more
 * groups need more queries, which run concurrently. `SOURCE logGroups(namePrefix: …)` would select all groups at once, but
 * AWS does not document which permission it needs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-FilterIndex.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html
 */
export function createLogLines(client: CloudWatchLogsClient, stage: string): LogLines {
  const functions = groupsWith(client, `/aws/lambda/tradepost-${stage}-`);
  const workflows = groupsWith(client, `/aws/vendedlogs/states/tradepost-${stage}-`);
  return {
    find: async ({ field, value, ...range }) => {
      if (!SEARCHABLE.test(value)) return NONE;
      return findIn(client, await functions(), `filterIndex ${field} = "${value}"`, range);
    },
    findExecutions: async ({ names, ...range }) => {
      const wanted = names.filter((name) => SEARCHABLE.test(name));
      if (wanted.length === 0) return NONE;
      const condition = wanted.map((name) => `@message like ":${name}"`).join(' or ');
      return findIn(client, await workflows(), `filter ${condition}`, range);
    },
  };
}

const NONE: FoundLines = { lines: [], complete: true };

/**
 * A value that may be searched for: it cannot end the quotes of a query, and it is long enough not to be part of other
 * lines by chance. Ids of Tradepost have a prefix and 26 characters.
 */
const SEARCHABLE = /^[\w.:/#+-]{16,256}$/;

/** Returns a function that looks up the names of log groups with a prefix once. A failure is not memoized. */
function groupsWith(client: CloudWatchLogsClient, prefix: string): () => Promise<readonly string[]> {
  let names: Promise<readonly string[]> | undefined;
  return () => {
    names ??= groupsOf(client, prefix).catch((error: unknown) => {
      names = undefined;
      throw error;
    });
    return names;
  };
}

async function groupsOf(client: CloudWatchLogsClient, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  let nextToken: string | undefined;
  for (let page = 1; page <= MAX_GROUP_PAGES; page += 1) {
    const answer = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: prefix, ...(nextToken && { nextToken }) }),
    );
    names.push(...(answer.logGroups ?? []).flatMap(({ logGroupName }) => logGroupName ?? []));
    nextToken = answer.nextToken;
    if (nextToken === undefined) return names;
  }
  throw new Error(`there are more than ${MAX_GROUP_PAGES} pages of log groups`);
}

async function findIn(
  client: CloudWatchLogsClient,
  groups: readonly string[],
  filter: string,
  range: TimeRange,
): Promise<FoundLines> {
  const found = await Promise.all(
    chunksOf(groups, MAX_GROUPS_PER_QUERY).map((names) => query(client, names, filter, range)),
  );
  return {
    lines: found.flatMap(({ lines }) => lines).toSorted((one, other) => one.atMs - other.atMs),
    complete: found.every(({ complete }) => complete),
  };
}

async function query(
  client: CloudWatchLogsClient,
  logGroupNames: readonly string[],
  filter: string,
  { fromMs, toMs }: TimeRange,
): Promise<FoundLines> {
  const { queryId } = await client.send(
    new StartQueryCommand({
      logGroupNames: [...logGroupNames],
      startTime: Math.floor(fromMs / 1_000),
      endTime: Math.ceil(toMs / 1_000),
      queryString: [
        'fields @timestamp, @log, @message',
        filter,
        'sort @timestamp asc',
        `limit ${MAX_LINES}`,
      ].join(' | '),
    }),
  );
  for (let waitedMs = 0; waitedMs <= MAX_WAIT_MS; waitedMs += POLL_MS) {
    const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return { lines: results.map(toLine), complete: results.length < MAX_LINES };
    if (status !== 'Scheduled' && status !== 'Running') break;
    await sleep(POLL_MS);
  }
  return { lines: [], complete: false };
}

function toLine(row: readonly ResultField[]): LogLine {
  const cell = (name: string) => row.find(({ field }) => field === name)?.value ?? '';
  return {
    // `2026-01-01 12:00:00.000`, in UTC.
    atMs: Date.parse(`${cell('@timestamp').replace(' ', 'T')}Z`),
    logGroupName: cell('@log').replace(/^\d+:/, ''),
    message: cell('@message'),
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_none, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
