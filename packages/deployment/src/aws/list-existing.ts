import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListArchivesCommand, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { ListAliasesCommand } from '@aws-sdk/client-kms';
import { ListSecretsCommand, type SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { allPages } from './all-pages.ts';
import type { AwsClients } from './clients.ts';

/**
 * Lists the physical ids of the resources of one type in the account and region. Where the API can filter, only of those
 * whose names begin with `prefix`.
 */
type List<Client extends keyof AwsClients> = (
  clients: Pick<AwsClients, Client>,
  prefix?: string,
) => Promise<readonly string[]>;

export const listTables: List<'dynamodb'> = ({ dynamodb }) =>
  allPages(async (ExclusiveStartTableName) => {
    const page = await dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName }));
    return { items: page.TableNames, next: page.LastEvaluatedTableName };
  });

export const listQueues: List<'sqs'> = ({ sqs }, QueueNamePrefix) =>
  allPages(async (NextToken) => {
    const page = await sqs.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1_000, NextToken }));
    return { items: page.QueueUrls, next: page.NextToken };
  });

export const listBuses: List<'events'> = ({ events }, NamePrefix) =>
  allPages(async (NextToken) => {
    const page = await events.send(new ListEventBusesCommand({ NamePrefix, NextToken }));
    return { items: page.EventBuses?.map(({ Name = '' }) => Name), next: page.NextToken };
  });

export const listArchives: List<'events'> = ({ events }, NamePrefix) =>
  allPages(async (NextToken) => {
    const page = await events.send(new ListArchivesCommand({ NamePrefix, NextToken }));
    return { items: page.Archives?.map(({ ArchiveName = '' }) => ArchiveName), next: page.NextToken };
  });

export const listAliases: List<'kms'> = ({ kms }) =>
  allPages(async (Marker) => {
    const page = await kms.send(new ListAliasesCommand({ Marker }));
    return { items: page.Aliases?.map(({ AliasName = '' }) => AliasName), next: page.NextMarker };
  });

export const listTopics: List<'sns'> = ({ sns }) =>
  allPages(async (NextToken) => {
    const page = await sns.send(new ListTopicsCommand({ NextToken }));
    return { items: page.Topics?.map(({ TopicArn = '' }) => TopicArn), next: page.NextToken };
  });

export const listStateMachines: List<'sfn'> = ({ sfn }) =>
  allPages(async (nextToken) => {
    const page = await sfn.send(new ListStateMachinesCommand({ nextToken }));
    const arns = page.stateMachines?.map(({ stateMachineArn = '' }) => stateMachineArn);
    return { items: arns, next: page.nextToken };
  });

export const listLogGroups: List<'logs'> = ({ logs }, logGroupNamePrefix) =>
  allPages(async (nextToken) => {
    const page = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, nextToken }));
    return { items: page.logGroups?.map(({ logGroupName = '' }) => logGroupName), next: page.nextToken };
  });

/** Lists secrets, including those scheduled for deletion, whose names are still taken. */
export function listSecrets(
  { secrets }: Pick<AwsClients, 'secrets'>,
  prefix?: string,
): Promise<readonly SecretListEntry[]> {
  const Filters = prefix === undefined ? [] : [{ Key: 'name' as const, Values: [prefix] }];
  return allPages(async (NextToken) => {
    const page = await secrets.send(
      new ListSecretsCommand({ Filters, IncludePlannedDeletion: true, NextToken }),
    );
    return { items: page.SecretList, next: page.NextToken };
  });
}
