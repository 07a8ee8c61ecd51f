import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { forEach } from '../api/for-each.ts';

export type ResourceClients = {
  readonly cloudformation: CloudFormationClient;
  readonly cloudwatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly iam: IAMClient;
};

/** Returns which of the names exist. */
type LookUp = (clients: ResourceClients, names: readonly string[]) => Promise<ReadonlySet<string>>;

/** Types of resources that are looked up by their physical ids, which are their names. */
export const LOOKUPS: Readonly<Record<string, LookUp>> = {
  'AWS::CloudWatch::Alarm': findAlarms,
  'AWS::Logs::LogGroup': findLogGroups,
  'AWS::IAM::Role': findRoles,
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const MAX_ALARMS = 100;
/** IAM throttles by account: a few calls at a time stay below its rate. */
const ROLES_AT_ONCE = 5;

async function findAlarms({ cloudwatch }: ResourceClients, names: readonly string[]) {
  const found = new Set<string>();
  for (let start = 0; start < names.length; start += MAX_ALARMS) {
    const AlarmNames = names.slice(start, start + MAX_ALARMS);
    const command = new DescribeAlarmsCommand({ AlarmNames, MaxRecords: MAX_ALARMS });
    const { MetricAlarms = [] } = await cloudwatch.send(command);
    for (const { AlarmName } of MetricAlarms) if (AlarmName !== undefined) found.add(AlarmName);
  }
  return found;
}

/** One listing for each folder of names: fifty log groups need no fifty calls. */
async function findLogGroups({ logs }: ResourceClients, names: readonly string[]) {
  const found = new Set<string>();
  const folders = Map.groupBy(names, (name) => name.slice(0, name.lastIndexOf('/') + 1));
  for (const members of folders.values()) {
    const logGroupNamePrefix = commonPrefix(members);
    let nextToken: string | undefined;
    do {
      const page = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, nextToken }));
      for (const { logGroupName } of page.logGroups ?? [])
        if (logGroupName !== undefined) found.add(logGroupName);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return found;
}

async function findRoles({ iam }: ResourceClients, names: readonly string[]) {
  const found = new Set<string>();
  await forEach(names, ROLES_AT_ONCE, async (RoleName) => {
    try {
      await iam.send(new GetRoleCommand({ RoleName }));
      found.add(RoleName);
    } catch (error) {
      if ((error as Error).name !== 'NoSuchEntityException') throw error;
    }
  });
  return found;
}

function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  while (!others.every((text) => text.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}
