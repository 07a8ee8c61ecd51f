import { randomUUID } from 'node:crypto';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { parseInsightsQuery, runInsightsQuery } from './insights-query.ts';
import type { LogStore } from './log-store.ts';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const MAX_LOG_GROUPS = 50;
const PAGE_SIZE = 50;
/** Results are fetched once, a moment later. */
const MAX_QUERIES_KEPT = 100;

/**
 * CloudWatch Logs, as far as it is read: `DescribeLogGroups`, `StartQuery`, `GetQueryResults`. A query is run when it
 * is started, and is complete when it is asked for.
 *
 * @param logGroupNames those that the templates have, whether or not there is a line in them
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function createLogsEndpoint(
  store: Pick<LogStore, 'lines'>,
  logGroupNames: readonly string[],
  toArn: (logGroupName: string) => string,
): AwsHandler {
  const queries = new Map<string, object>();
  const operations: Readonly<Record<string, (input: Input) => object>> = {
    DescribeLogGroups: ({ logGroupNamePrefix = '', nextToken = '0', limit = PAGE_SIZE }) => {
      const found = logGroupNames.filter((name) => name.startsWith(logGroupNamePrefix)).toSorted();
      const end = Number(nextToken) + limit;
      const logGroups = found
        .slice(Number(nextToken), end)
        .map((logGroupName) => ({ logGroupName, arn: `${toArn(logGroupName)}:*` }));
      return { logGroups, ...(end < found.length ? { nextToken: String(end) } : {}) };
    },
    StartQuery: ({ logGroupNames: asked = [], startTime, endTime, queryString = '' }) => {
      if (asked.length === 0 || asked.length > MAX_LOG_GROUPS)
        throw new LogsError(
          'InvalidParameterException',
          `1 to ${MAX_LOG_GROUPS} logGroupNames are taken here`,
        );
      const unknown = asked.find((name) => !logGroupNames.includes(name));
      if (unknown !== undefined)
        throw new LogsError('ResourceNotFoundException', `Log group '${unknown}' does not exist`);
      const [fromMs, toMs] = [Number(startTime) * 1_000, Number(endTime) * 1_000 + 999];
      const lines = store
        .lines()
        .filter(
          ({ logGroupName, timestampMs }) =>
            asked.includes(logGroupName) && timestampMs >= fromMs && timestampMs <= toMs,
        );
      const queryId = randomUUID();
      queries.set(queryId, { status: 'Complete', results: runInsightsQuery(parse(queryString), lines) });
      for (const oldest of [...queries.keys()].slice(0, -MAX_QUERIES_KEPT)) queries.delete(oldest);
      return { queryId };
    },
    GetQueryResults: ({ queryId = '' }) => {
      const results = queries.get(queryId);
      if (results === undefined)
        throw new LogsError('ResourceNotFoundException', 'The query does not exist any more');
      return results;
    },
  };
  return async ({ headers, body }) => {
    const [, operation = ''] = String(headers['x-amz-target']).split('.');
    try {
      const run = operations[operation];
      if (run === undefined)
        throw new LogsError('UnknownOperationException', `Logs.${operation} is not supported locally`);
      return answer(200, run(JSON.parse(body.toString() || '{}') as Input));
    } catch (error) {
      if (!(error instanceof LogsError)) throw error;
      return answer(400, { __type: error.name, message: error.message });
    }
  };
}

type Input = {
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

class LogsError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

function parse(queryString: string) {
  try {
    return parseInsightsQuery(queryString);
  } catch (error) {
    throw new LogsError('MalformedQueryException', (error as Error).message);
  }
}

function answer(status: number, body: object) {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return { status, headers, body: JSON.stringify(body) };
}
