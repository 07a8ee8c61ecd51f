import { randomUUID } from 'node:crypto';
import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import { parseInsightsQuery, runInsightsQuery } from './insights-query.ts';
import type { LogStore } from './log-store.ts';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const MAX_LOG_GROUPS = 50;
const PAGE_SIZE = 50;
/** Maximum number of queries whose results are kept; older ones are dropped. */
const MAX_QUERIES_KEPT = 100;

/** Log groups of the templates by name, each with its indexed fields. */
export type LogGroups = ReadonlyMap<string, readonly string[]>;

/** The endpoint of CloudWatch Logs, with the operations of `createLogsOperations`. */
export function createLogsEndpoint(
  store: Pick<LogStore, 'lines'>,
  logGroups: LogGroups,
  toArn: (logGroupName: string) => string,
): AwsHandler {
  return createJsonApi<LogsInput>(
    'Logs',
    createLogsOperations(store, logGroups, { toArn, newId: randomUUID }),
  );
}

/**
 * Read operations of CloudWatch Logs: `DescribeLogGroups`, `StartQuery`, `GetQueryResults`. A query runs synchronously in
 * `StartQuery`, so its results are complete immediately. Each throws an `AwsError` for an invalid request.
 *
 * @param store the lines of all log groups
 * @param logGroups the groups that exist
 * @param ids `toArn` returns the ARN of a log group, `newId` an id for a query
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function createLogsOperations(
  store: Pick<LogStore, 'lines'>,
  logGroups: LogGroups,
  { toArn, newId }: { readonly toArn: (logGroupName: string) => string; readonly newId: () => string },
): Readonly<Record<string, (input: LogsInput) => object>> {
  const queries = new Map<string, object>();
  return {
    DescribeLogGroups: ({ logGroupNamePrefix = '', nextToken = '0', limit = PAGE_SIZE }) => {
      const found = [...logGroups.keys()].filter((name) => name.startsWith(logGroupNamePrefix)).toSorted();
      const end = Number(nextToken) + limit;
      const page = found
        .slice(Number(nextToken), end)
        .map((logGroupName) => ({ logGroupName, arn: `${toArn(logGroupName)}:*` }));
      return { logGroups: page, ...(end < found.length ? { nextToken: String(end) } : {}) };
    },
    StartQuery: ({ logGroupNames: asked = [], startTime, endTime, queryString = '' }) => {
      if (asked.length === 0 || asked.length > MAX_LOG_GROUPS)
        throw awsError('InvalidParameterException', `logGroupNames must have 1 to ${MAX_LOG_GROUPS} names`);
      const unknown = asked.find((name) => !logGroups.has(name));
      if (unknown !== undefined)
        throw awsError('ResourceNotFoundException', `Log group '${unknown}' does not exist`);
      const query = parse(queryString);
      const { index } = query;
      const searched = new Set(
        asked.filter((name) => index === undefined || logGroups.get(name)?.includes(index.field)),
      );
      const [fromMs, toMs] = [Number(startTime) * 1_000, Number(endTime) * 1_000 + 999];
      const lines = store
        .lines()
        .filter(
          ({ logGroupName, timestampMs }) =>
            searched.has(logGroupName) && timestampMs >= fromMs && timestampMs <= toMs,
        );
      const queryId = newId();
      queries.set(queryId, { status: 'Complete', results: runInsightsQuery(query, lines) });
      for (const oldest of [...queries.keys()].slice(0, -MAX_QUERIES_KEPT)) queries.delete(oldest);
      return { queryId };
    },
    GetQueryResults: ({ queryId = '' }) => {
      const results = queries.get(queryId);
      if (results === undefined) throw awsError('ResourceNotFoundException', 'The query does not exist');
      return results;
    },
  };
}

export type LogsInput = {
  readonly logGroupNamePrefix?: string;
  readonly nextToken?: string;
  readonly limit?: number;
  readonly logGroupNames?: readonly string[];
  /** Epoch seconds. */
  readonly startTime?: number;
  readonly endTime?: number;
  readonly queryString?: string;
  readonly queryId?: string;
};

function parse(queryString: string) {
  try {
    return parseInsightsQuery(queryString);
  } catch (error) {
    throw awsError('MalformedQueryException', (error as Error).message);
  }
}
