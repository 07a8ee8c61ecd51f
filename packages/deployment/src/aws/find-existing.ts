import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { forEach } from '@tradepost/command-line/for-each';
import type { AwsClients } from './clients.ts';
import {
  listAliases,
  listArchives,
  listBuses,
  listLogGroups,
  listQueues,
  listSecrets,
  listStateMachines,
  listTables,
  listTopics,
} from './list-existing.ts';

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
export async function findLogGroups(clients: Pick<AwsClients, 'logs'>, names: readonly string[]) {
  const found: string[] = [];
  const folders = Map.groupBy(names, (name) => name.slice(0, name.lastIndexOf('/') + 1));
  for (const members of folders.values())
    found.push(...(await listLogGroups(clients, commonPrefix(members))));
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

/** Returns secrets by name, including those scheduled for deletion, whose names are still taken. */
export async function findSecrets(clients: Pick<AwsClients, 'secrets'>, names: readonly string[]) {
  const found = await listSecrets(clients, commonPrefix(names));
  return new Map(
    found
      .filter(({ Name = '' }) => names.includes(Name))
      .map(({ Name = '', DeletedDate }) => [Name, { deletionScheduled: DeletedDate !== undefined }] as const),
  );
}

/** Looks up names, by type of resource. Secrets are in `findSecrets`. */
export const FINDERS: Readonly<Record<string, Find>> = {
  'AWS::DynamoDB::Table': listedBy(listTables),
  'AWS::Events::Archive': listedBy(listArchives),
  'AWS::Events::EventBus': listedBy(listBuses),
  'AWS::IAM::Role': findRoles,
  'AWS::KMS::Alias': listedBy(listAliases),
  'AWS::Lambda::Function': findFunctions,
  'AWS::Logs::LogGroup': findLogGroups,
  'AWS::SNS::Topic': listedBy(listTopics, ':'),
  'AWS::SQS::Queue': listedBy(listQueues, '/'),
  'AWS::SSM::Parameter': findParameters,
  'AWS::StepFunctions::StateMachine': listedBy(listStateMachines, ':'),
};

/** The types of resources whose names can be looked up. */
export const LOOKED_UP_TYPES = [...Object.keys(FINDERS), 'AWS::SecretsManager::Secret'];

/** @param separator before the name in an id that is a URL or an ARN; without one, ids are names */
function listedBy(
  list: (clients: AwsClients, prefix: string) => Promise<readonly string[]>,
  separator = '',
): Find {
  return async (clients, names) => {
    const ids = await list(clients, commonPrefix(names));
    return among(names, separator === '' ? ids : ids.map((id) => id.slice(id.lastIndexOf(separator) + 1)));
  };
}

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
