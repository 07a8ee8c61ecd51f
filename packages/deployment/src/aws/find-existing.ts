import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListArchivesCommand, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { ListAliasesCommand } from '@aws-sdk/client-kms';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { forEach } from '@tradepost/cli/api/for-each';
import { allPages } from './all-pages.ts';
import type { AwsClients } from './clients.ts';

/** Returns those of the names that exist. */
type Find = (clients: AwsClients, names: readonly string[]) => Promise<ReadonlySet<string>>;

/** Calls of one API at the same time: AWS throttles by account. */
const AT_ONCE = 5;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const MAX_ALARMS = 100;
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MAX_PARAMETERS = 10;

export async function findAlarms({ cloudwatch }: Pick<AwsClients, 'cloudwatch'>, names: readonly string[]) {
  const found = new Set<string>();
  for (const AlarmNames of chunks(names, MAX_ALARMS)) {
    const command = new DescribeAlarmsCommand({ AlarmNames, MaxRecords: MAX_ALARMS });
    const { MetricAlarms = [] } = await cloudwatch.send(command);
    for (const { AlarmName } of MetricAlarms) if (AlarmName !== undefined) found.add(AlarmName);
  }
  return found;
}

/** Lists each folder of names once, instead of one call for each log group. */
export async function findLogGroups({ logs }: Pick<AwsClients, 'logs'>, names: readonly string[]) {
  const found: string[] = [];
  const folders = Map.groupBy(names, (name) => name.slice(0, name.lastIndexOf('/') + 1));
  for (const members of folders.values()) {
    const logGroupNamePrefix = commonPrefix(members);
    const groups = await allPages(async (nextToken) => {
      const page = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, nextToken }));
      return { items: page.logGroups, next: page.nextToken };
    });
    found.push(...groups.map(({ logGroupName = '' }) => logGroupName));
  }
  return among(names, found);
}

export function findRoles({ iam }: Pick<AwsClients, 'iam'>, names: readonly string[]) {
  return askForEach(names, 'NoSuchEntityException', (RoleName) => iam.send(new GetRoleCommand({ RoleName })));
}

const findFunctions: Find = ({ lambda }, names) =>
  askForEach(names, 'ResourceNotFoundException', (FunctionName) =>
    lambda.send(new GetFunctionCommand({ FunctionName })),
  );

export async function findParameters({ ssm }: Pick<AwsClients, 'ssm'>, names: readonly string[]) {
  const found: string[] = [];
  for (const Names of chunks(names, MAX_PARAMETERS)) {
    const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names }));
    found.push(...Parameters.map(({ Name = '' }) => Name));
  }
  return among(names, found);
}

/** Returns the names of all tables of the region. */
export function listTables({ dynamodb }: Pick<AwsClients, 'dynamodb'>): Promise<readonly string[]> {
  return allPages(async (ExclusiveStartTableName) => {
    const page = await dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName }));
    return { items: page.TableNames, next: page.LastEvaluatedTableName };
  });
}

const findTables: Find = async (clients, names) => among(names, await listTables(clients));

const findQueues: Find = async ({ sqs }, names) => {
  const QueueNamePrefix = commonPrefix(names);
  const urls = await allPages(async (NextToken) => {
    const page = await sqs.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1_000, NextToken }));
    return { items: page.QueueUrls, next: page.NextToken };
  });
  return among(names, urls.map(lastPart('/')));
};

const findBuses: Find = async ({ events }, names) => {
  const NamePrefix = commonPrefix(names);
  const buses = await allPages(async (NextToken) => {
    const page = await events.send(new ListEventBusesCommand({ NamePrefix, NextToken }));
    return { items: page.EventBuses, next: page.NextToken };
  });
  return among(
    names,
    buses.map(({ Name = '' }) => Name),
  );
};

const findArchives: Find = async ({ events }, names) => {
  const NamePrefix = commonPrefix(names);
  const archives = await allPages(async (NextToken) => {
    const page = await events.send(new ListArchivesCommand({ NamePrefix, NextToken }));
    return { items: page.Archives, next: page.NextToken };
  });
  return among(
    names,
    archives.map(({ ArchiveName = '' }) => ArchiveName),
  );
};

const findAliases: Find = async ({ kms }, names) => {
  const aliases = await allPages(async (Marker) => {
    const page = await kms.send(new ListAliasesCommand({ Marker }));
    return { items: page.Aliases, next: page.NextMarker };
  });
  return among(
    names,
    aliases.map(({ AliasName = '' }) => AliasName),
  );
};

const findTopics: Find = async ({ sns }, names) => {
  const topics = await allPages(async (NextToken) => {
    const page = await sns.send(new ListTopicsCommand({ NextToken }));
    return { items: page.Topics, next: page.NextToken };
  });
  return among(names, topics.map(({ TopicArn = '' }) => TopicArn).map(lastPart(':')));
};

const findStateMachines: Find = async ({ sfn }, names) => {
  const machines = await allPages(async (nextToken) => {
    const page = await sfn.send(new ListStateMachinesCommand({ nextToken }));
    return { items: page.stateMachines, next: page.nextToken };
  });
  return among(
    names,
    machines.map(({ name = '' }) => name),
  );
};

/** Returns secrets by name, including those scheduled for deletion, whose names are still taken. */
export async function findSecrets({ secrets }: Pick<AwsClients, 'secrets'>, names: readonly string[]) {
  const Filters = [{ Key: 'name' as const, Values: [commonPrefix(names)] }];
  const found = await allPages(async (NextToken) => {
    const page = await secrets.send(
      new ListSecretsCommand({ Filters, IncludePlannedDeletion: true, NextToken }),
    );
    return { items: page.SecretList, next: page.NextToken };
  });
  return new Map(
    found
      .filter(({ Name = '' }) => names.includes(Name))
      .map(({ Name = '', DeletedDate }) => [Name, { deletionScheduled: DeletedDate !== undefined }] as const),
  );
}

/** Looks up names, by type of resource. Secrets are in `findSecrets`. */
export const FINDERS: Readonly<Record<string, Find>> = {
  'AWS::DynamoDB::Table': findTables,
  'AWS::Events::Archive': findArchives,
  'AWS::Events::EventBus': findBuses,
  'AWS::IAM::Role': findRoles,
  'AWS::KMS::Alias': findAliases,
  'AWS::Lambda::Function': findFunctions,
  'AWS::Logs::LogGroup': findLogGroups,
  'AWS::SNS::Topic': findTopics,
  'AWS::SQS::Queue': findQueues,
  'AWS::SSM::Parameter': findParameters,
  'AWS::StepFunctions::StateMachine': findStateMachines,
};

/** Asks for each name; `absent` is the name of the error for one that does not exist. */
async function askForEach(
  names: readonly string[],
  absent: string,
  ask: (name: string) => Promise<unknown>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await forEach(names, AT_ONCE, async (name) => {
    try {
      await ask(name);
      found.add(name);
    } catch (error) {
      if ((error as Error).name !== absent) throw error;
    }
  });
  return found;
}

function among(names: readonly string[], existing: readonly string[]): ReadonlySet<string> {
  const all = new Set(existing);
  return new Set(names.filter((name) => all.has(name)));
}

function lastPart(separator: string): (text: string) => string {
  return (text) => text.slice(text.lastIndexOf(separator) + 1);
}

function chunks(names: readonly string[], size: number): readonly string[][] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) =>
    names.slice(index * size, (index + 1) * size),
  );
}

function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  while (!others.every((text) => text.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}
