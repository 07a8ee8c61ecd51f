import { GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListCostAllocationTagsCommand } from '@aws-sdk/client-cost-explorer';
import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { allPages } from '../aws/all-pages.ts';
import type { AwsClients } from '../aws/clients.ts';
import { findParameters } from '../aws/find-existing.ts';
import { listTables } from '../aws/list-existing.ts';
import { isMissingStack, listStack } from '../aws/list-stack.ts';
import { PLATFORM } from '../services.ts';
import { readSubscriptions } from './alarm-topic.ts';
import { ask } from './ask.ts';
import { COST_TAGS } from './assess-notifications.ts';
import type { AccountFacts, LambdaSettings, PlannedService, QuotaUse, StackFact } from './facts.ts';
import { findLeftovers } from './find-leftovers.ts';
import type { Fact } from './finding.ts';
import { PERMISSIONS } from './permissions.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const DEFAULT_MAX_TABLES = 2_500;

/**
 * Reads from AWS what the account check assesses. What it may not read, or what fails, is `unknown` in the result.
 *
 * @param config the account, as `identify` returns it, and the services that are about to be deployed
 */
export async function gatherFacts(
  config: Pick<AccountFacts, 'account' | 'alarmTopicArn' | 'stage' | 'region'> & {
    readonly planned: readonly PlannedService[];
  },
  clients: AwsClients,
): Promise<AccountFacts> {
  const { account, alarmTopicArn, stage, region, planned } = config;
  const stacks: Record<string, Fact<StackFact | undefined>> = {};
  for (const { service } of planned)
    stacks[service] = await ask(PERMISSIONS.stacks, () =>
      readStack(clients, `tradepost-${stage}-${service}`),
    );
  const withPlatform = planned.some(({ service }) => service === PLATFORM);
  const notRead = async <Value>(value: Value): Promise<Fact<Value>> => ({ value });
  const [
    lambda,
    reservations,
    roles,
    tables,
    logPolicies,
    parameters,
    apiLogsRole,
    subscriptions,
    activeTags,
  ] = await Promise.all([
    ask(PERMISSIONS.lambda, () => readLambda(clients)),
    ask(PERMISSIONS.reservations, () => readReservations(clients, planned)),
    ask(PERMISSIONS.roles, () => readRoles(clients)),
    ask(PERMISSIONS.tables, () => readTables(clients)),
    ask(PERMISSIONS.logPolicies, () => readLogPolicies(clients)),
    ask(PERMISSIONS.parameters, () =>
      findParameters(clients, [...new Set(planned.flatMap(({ ssmLookups }) => ssmLookups))]),
    ),
    ask(PERMISSIONS.apiLogsRole, () => readApiLogsRole(clients)),
    withPlatform
      ? ask(PERMISSIONS.subscriptions, () => readSubscriptions(clients, alarmTopicArn))
      : notRead(undefined),
    // Cost Explorer charges for each call: once for each deployment of the platform is enough.
    withPlatform ? ask(PERMISSIONS.activeTags, () => readActiveTags(clients)) : notRead(new Set<string>()),
  ]);
  const left = await findLeftovers({ planned, stacks, account, region }, clients);
  const read = { lambda, reservations, roles, tables, logPolicies, parameters, apiLogsRole, subscriptions };
  return { account, region, stage, alarmTopicArn, stacks, ...left, ...read, activeTags };
}

async function readStack({ cloudformation }: AwsClients, StackName: string): Promise<StackFact | undefined> {
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const resources = [...((await listStack(cloudformation, StackName)) ?? [])];
    const withStatus = (pattern: RegExp) =>
      resources.filter(([, { ResourceStatus = '' }]) => pattern.test(ResourceStatus)).map(([id]) => id);
    return {
      status: Stacks[0]?.StackStatus ?? '',
      logicalIds: new Set(withStatus(/^(?!DELETE_COMPLETE|DELETE_SKIPPED|CREATE_FAILED)/)),
      failed: withStatus(/_FAILED$/),
    };
  } catch (error) {
    if (isMissingStack(error)) return undefined;
    throw error;
  }
}

async function readLambda({ lambda }: AwsClients): Promise<LambdaSettings> {
  const { AccountLimit, AccountUsage } = await lambda.send(new GetAccountSettingsCommand({}));
  return {
    concurrency: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    codeBytes: AccountUsage?.TotalCodeSize ?? 0,
    maxCodeBytes: AccountLimit?.TotalCodeSize ?? 0,
  };
}

async function readReservations(
  { lambda }: AwsClients,
  planned: readonly PlannedService[],
): Promise<ReadonlyMap<string, number>> {
  const reserved = new Map<string, number>();
  for (const { Properties = {} } of planned.flatMap(({ resources }) => Object.values(resources))) {
    if (Properties['ReservedConcurrentExecutions'] === undefined) continue;
    const FunctionName = String(Properties['FunctionName']);
    try {
      const found = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      reserved.set(FunctionName, found.ReservedConcurrentExecutions ?? 0);
    } catch (error) {
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    }
  }
  return reserved;
}

async function readRoles({ iam }: AwsClients): Promise<QuotaUse> {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
  return { used: SummaryMap['Roles'] ?? 0, limit: SummaryMap['RolesQuota'] ?? 0 };
}

async function readTables(clients: AwsClients): Promise<QuotaUse> {
  const used = (await listTables(clients)).length;
  // Enough in every region that has the default quota, and the answer may be missing there.
  if (used < DEFAULT_MAX_TABLES / 2) return { used, limit: DEFAULT_MAX_TABLES };
  const command = new GetServiceQuotaCommand({ ServiceCode: 'dynamodb', QuotaCode: 'L-F98FE922' });
  const { Quota } = await clients.quotas.send(command);
  return { used, limit: Quota?.Value ?? DEFAULT_MAX_TABLES };
}

async function readLogPolicies({ logs }: AwsClients): Promise<readonly string[]> {
  const policies = await allPages(async (nextToken) => {
    const page = await logs.send(new DescribeResourcePoliciesCommand({ nextToken }));
    return { items: page.resourcePolicies, next: page.nextToken };
  });
  return policies.map(({ policyName = '' }) => policyName);
}

async function readApiLogsRole({ apiGateway }: AwsClients): Promise<string | undefined> {
  return (await apiGateway.send(new GetAccountCommand({}))).cloudwatchRoleArn;
}

async function readActiveTags({ costExplorer }: AwsClients): Promise<ReadonlySet<string>> {
  const command = new ListCostAllocationTagsCommand({ TagKeys: COST_TAGS, Status: 'Active' });
  const { CostAllocationTags = [] } = await costExplorer.send(command);
  return new Set(CostAllocationTags.map(({ TagKey = '' }) => TagKey));
}
