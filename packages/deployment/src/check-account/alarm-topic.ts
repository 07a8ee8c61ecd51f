import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { allPages } from '../aws/all-pages.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { Subscription } from './facts.ts';

/**
 * Returns the account of the credentials, and the ARN that a stage's alarm topic has there.
 *
 * @throws Error if there are no credentials
 */
export async function identify(
  { sts }: Pick<AwsClients, 'sts'>,
  stage: string,
  region: string,
): Promise<{ readonly account: string; readonly alarmTopicArn: string }> {
  const { Account: account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const partition = Arn.split(':')[1] ?? 'aws';
  return { account, alarmTopicArn: `arn:${partition}:sns:${region}:${account}:tradepost-${stage}-alarms` };
}

/** The subscriptions of a topic; undefined if there is no such topic. */
export async function readSubscriptions(
  { sns }: Pick<AwsClients, 'sns'>,
  TopicArn: string,
): Promise<readonly Subscription[] | undefined> {
  try {
    const found = await allPages(async (NextToken) => {
      const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
      return { items: page.Subscriptions, next: page.NextToken };
    });
    return found.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
      protocol: Protocol,
      endpoint: Endpoint,
      // Instead of the ARN: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
      confirmed: SubscriptionArn.startsWith('arn:'),
    }));
  } catch (error) {
    if ((error as Error).name === 'NotFoundException') return undefined;
    throw error;
  }
}
