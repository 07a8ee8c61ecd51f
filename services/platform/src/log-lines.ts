import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { sleep } from '@tradepost/aggregate/retry';
import type { LogLine } from './views/happening.ts';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const MAX_GROUPS_PER_QUERY = 50;
const MAX_GROUP_PAGES = 10;
const MAX_LINES = 2_000;
const POLL_MS = 250;
/** An HTTP API waits for 30 seconds at the most. */
const MAX_WAIT_MS = 10_000;

export type LogQuery = {
  /** Ids, of which a line must contain one. What is no id, or is too short to be unique, is left out. */
  readonly anyOf: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** `complete` is false where there were more lines, or some query did not end in time. */
export type FoundLines = { readonly lines: readonly LogLine[]; readonly complete: boolean };

/** The logs of all functions and workflows of a stage. */
export type LogLines = { readonly find: (query: LogQuery) => Promise<FoundLines> };

/**
 * The log groups of a stage, by the names that they all begin with, queried by CloudWatch Logs Insights. What it costs
 * is by what lies in the groups between the two times.
 */
export function createLogLines(client: CloudWatchLogsClient, prefixes: readonly string[]): LogLines {
  let groups: Promise<readonly string[]> | undefined;
  return {
    find: async ({ anyOf, ...range }) => {
      const texts = anyOf.filter((text) => SEARCHABLE.test(text));
      if (texts.length === 0) return { lines: [], complete: true };
      groups ??= Promise.all(prefixes.map((prefix) => groupsOf(client, prefix))).then((all) => all.flat());
      const found = await Promise.all(
        chunksOf(await groups, MAX_GROUPS_PER_QUERY).map((names) => query(client, names, texts, range)),
      );
      const lines = found
        .flatMap((each) => each.lines)
        .filter(({ message }) => isAbout(message, texts))
        .toSorted((one, other) => one.atMs - other.atMs);
      return { lines, complete: found.every(({ complete }) => complete) };
    },
  };
}

/**
 * An id that may be searched for: it cannot end the quotes of a query, and it is long enough not to be a part of other
 * lines by chance. Ids of Tradepost have a prefix and 26 characters.
 */
const SEARCHABLE = /^[\w.:/#+-]{16,256}$/;

/** A caller may send the id of somebody else's request as its own: that line is not about the other request. */
function isAbout(message: string, texts: readonly string[]): boolean {
  const own = message.replace(/"clientCorrelationId":"[^"]*"/, '');
  return texts.some((text) => own.includes(text));
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
  throw new Error(`there are more log groups than ${MAX_GROUP_PAGES} pages hold`);
}

async function query(
  client: CloudWatchLogsClient,
  logGroupNames: readonly string[],
  texts: readonly string[],
  { fromMs, toMs }: Omit<LogQuery, 'anyOf'>,
): Promise<FoundLines> {
  const { queryId } = await client.send(
    new StartQueryCommand({
      logGroupNames: [...logGroupNames],
      startTime: Math.floor(fromMs / 1_000),
      endTime: Math.ceil(toMs / 1_000),
      queryString: [
        'fields @timestamp, @log, @message',
        `filter ${texts.map((text) => `@message like "${text}"`).join(' or ')}`,
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
    // As it is written there: `2026-01-01 12:00:00.000`, in UTC.
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
