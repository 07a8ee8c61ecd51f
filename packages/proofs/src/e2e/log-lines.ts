import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  paginateDescribeLogGroups,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';

/** Maximum number of log groups in one query of CloudWatch Logs. */
const MAX_LOG_GROUPS = 50;
const PERIOD_SECONDS = 3_600;

/** Reads the log lines of the last hour of all functions and workflows, up to 10,000 of each 50 log groups. Metrics are lines, too. */
export async function readLogLines(client: CloudWatchLogsClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: '/aws/' }))
    names.push(...(page.logGroups ?? []).flatMap(({ logGroupName }) => logGroupName ?? []));
  const parts = Array.from({ length: Math.ceil(names.length / MAX_LOG_GROUPS) }, (_, index) =>
    linesOf(client, names.slice(index * MAX_LOG_GROUPS, (index + 1) * MAX_LOG_GROUPS)),
  );
  return (await Promise.all(parts)).flat();
}

async function linesOf(client: CloudWatchLogsClient, logGroupNames: string[]): Promise<readonly string[]> {
  const now = Math.ceil(Date.now() / 1_000);
  const { queryId } = await client.send(
    new StartQueryCommand({
      ...{ logGroupNames, startTime: now - PERIOD_SECONDS, endTime: now },
      queryString: 'fields @message | limit 10000',
    }),
  );
  const { results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
  return results.flatMap((row) => row.map(({ value = '' }) => value));
}
