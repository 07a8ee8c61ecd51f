import { GetRestApisCommand, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListEventSourceMappingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { allPages } from '@tradepost/deployment/aws/all-pages';
import type { AwsClients } from '@tradepost/deployment/aws/clients';
import {
  listAliases,
  listBuses,
  listQueues,
  listSecrets,
  listStateMachines,
  listTables,
  listTopics,
} from '@tradepost/deployment/aws/list-existing';
import type { EmulatorApi } from './emulator-api.ts';

/** Physical ids of what exists in the emulator, by CloudFormation resource type. Types without any are left out. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** Lists everything that exists in the emulator, of the types in `INVENTORY_TYPES`. */
export async function takeInventory(clients: AwsClients, emulator: EmulatorApi): Promise<Inventory> {
  const found: Record<string, readonly string[]> = {};
  for (const [type, list] of Object.entries(LISTS)) {
    const ids = await list(clients, emulator);
    if (ids.length > 0) found[type] = ids.map((id = '') => id);
  }
  return found;
}

/**
 * Compares two inventories.
 *
 * @returns each id that only one of them has, as `+ TYPE ID` (only `after` has it) or `- TYPE ID`, sorted by type
 */
export function compareInventories(before: Inventory, after: Inventory): readonly string[] {
  const types = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return types.flatMap((type) => {
    const [had, has] = [new Set(before[type]), new Set(after[type])];
    return [
      ...[...has].filter((id) => !had.has(id)).map((id) => `+ ${type} ${id}`),
      ...[...had].filter((id) => !has.has(id)).map((id) => `- ${type} ${id}`),
    ];
  });
}

type List = (clients: AwsClients, emulator: EmulatorApi) => Promise<readonly (string | undefined)[]>;

const LISTS: Readonly<Record<string, List>> = {
  // Deleted stacks are not among them.
  'AWS::CloudFormation::Stack': async ({ cloudformation }) =>
    (await cloudformation.send(new DescribeStacksCommand({}))).Stacks?.map(({ StackName }) => StackName) ??
    [],
  'AWS::Lambda::Function': ({ lambda }) =>
    allPages(async (Marker) => {
      const page = await lambda.send(new ListFunctionsCommand({ Marker }));
      return { items: page.Functions?.map(({ FunctionName }) => FunctionName), next: page.NextMarker };
    }),
  'AWS::Lambda::EventSourceMapping': ({ lambda }) =>
    allPages(async (Marker) => {
      const page = await lambda.send(new ListEventSourceMappingsCommand({ Marker }));
      return { items: page.EventSourceMappings?.map(({ UUID }) => UUID), next: page.NextMarker };
    }),
  'AWS::ApiGatewayV2::Api': async (_clients, { httpApis }) => (await httpApis()).map(({ apiId }) => apiId),
  'AWS::ApiGateway::RestApi': async ({ apiGateway }) =>
    (await apiGateway.send(new GetRestApisCommand({ limit: 500 }))).items?.map(({ id }) => id) ?? [],
  'AWS::ApiGateway::UsagePlan': ({ apiGateway }) =>
    allPages(async (position) => {
      const page = await apiGateway.send(new GetUsagePlansCommand({ position }));
      return { items: page.items?.map(({ id }) => id), next: page.position };
    }),
  'AWS::Cognito::UserPool': (_clients, emulator) => listUserPools(emulator),
  'AWS::DynamoDB::Table': (clients) => listTables(clients),
  'AWS::SQS::Queue': (clients) => listQueues(clients),
  'AWS::SNS::Topic': (clients) => listTopics(clients),
  'AWS::Events::EventBus': async (clients) => (await listBuses(clients)).filter((name) => name !== 'default'),
  'AWS::Events::Rule': listRules,
  'AWS::StepFunctions::StateMachine': (clients) => listStateMachines(clients),
  'AWS::SecretsManager::Secret': async (clients) => (await listSecrets(clients)).map(({ Name }) => Name),
  'AWS::SSM::Parameter': ({ ssm }) =>
    allPages(async (NextToken) => {
      const page = await ssm.send(new DescribeParametersCommand({ NextToken }));
      return { items: page.Parameters?.map(({ Name }) => Name), next: page.NextToken };
    }),
  'AWS::Logs::LogGroup': listTemplateLogGroups,
  'AWS::CloudWatch::Alarm': ({ cloudwatch }) =>
    allPages(async (NextToken) => {
      const page = await cloudwatch.send(new DescribeAlarmsCommand({ NextToken }));
      return { items: page.MetricAlarms?.map(({ AlarmName }) => AlarmName), next: page.NextToken };
    }),
  'AWS::CloudWatch::Dashboard': (_clients, { dashboards }) => dashboards(),
  'AWS::IAM::Role': ({ iam }) =>
    allPages(async (Marker) => {
      const page = await iam.send(new ListRolesCommand({ Marker }));
      return { items: page.Roles?.map(({ RoleName }) => RoleName), next: page.Marker };
    }),
  'AWS::KMS::Key': listKeys,
  'AWS::KMS::Alias': (clients) => listAliases(clients),
  'AWS::S3::Bucket': (_clients, { buckets }) => buckets(),
};

export const INVENTORY_TYPES: readonly string[] = Object.keys(LISTS);

/** A rule's name is unique on its bus only. */
async function listRules(clients: AwsClients): Promise<readonly string[]> {
  const rules: string[] = [];
  for (const EventBusName of await listBuses(clients)) {
    const found = await allPages(async (NextToken) => {
      const page = await clients.events.send(new ListRulesCommand({ EventBusName, NextToken }));
      return { items: page.Rules, next: page.NextToken };
    });
    rules.push(...found.map(({ Name }) => `${EventBusName}|${Name}`));
  }
  return rules;
}

/**
 * Log groups that a template made: they have a retention. An invocation that ends after its function was removed makes a group
 * without one in the emulator. On AWS it may not, because no role allows `logs:CreateLogGroup`.
 */
function listTemplateLogGroups({ logs }: AwsClients): Promise<readonly (string | undefined)[]> {
  return allPages(async (nextToken) => {
    const page = await logs.send(new DescribeLogGroupsCommand({ nextToken }));
    const made = page.logGroups?.filter(({ retentionInDays }) => retentionInDays !== undefined);
    return { items: made?.map(({ logGroupName }) => logGroupName), next: page.nextToken };
  });
}

/** The largest page that Cognito allows has 60 user pools. */
function listUserPools({ cognito }: EmulatorApi): Promise<readonly (string | undefined)[]> {
  return allPages(async (NextToken) => {
    const page = (await cognito('ListUserPools', { MaxResults: 60, NextToken })) as {
      readonly UserPools: readonly { readonly Id: string }[];
      readonly NextToken?: string;
    };
    return { items: page.UserPools.map(({ Id }) => Id), next: page.NextToken };
  });
}

/**
 * Keys, without those that CloudFormation deleted: they exist for another 7 to 30 days.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
async function listKeys({ kms }: AwsClients): Promise<readonly (string | undefined)[]> {
  const keys = await allPages(async (Marker) => {
    const page = await kms.send(new ListKeysCommand({ Marker }));
    return { items: page.Keys, next: page.NextMarker };
  });
  const described = await Promise.all(
    keys.map(async ({ KeyId }) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata),
  );
  return described.filter((key) => key?.KeyState !== 'PendingDeletion').map((key) => key?.KeyId);
}
