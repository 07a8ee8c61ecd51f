import { awsError, fakeClient } from '../aws/aws-client.spec-kit.ts';
import type { AwsClients } from '../aws/clients.ts';
import { identify, readSubscriptions } from './alarm-topic.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:tradepost-dev-alarms';
const sns = (ListSubscriptionsByTopic: () => unknown) =>
  ({ sns: fakeClient({ ListSubscriptionsByTopic }) }) as Pick<AwsClients, 'sns'>;

describe('identify', () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov'])('names the topic in the partition %s', async (partition) => {
    const GetCallerIdentity = () => ({
      Account: '123456789012',
      Arn: `arn:${partition}:sts::123456789012:assumed-role/deploy/run`,
    });
    const clients = { sts: fakeClient({ GetCallerIdentity }) } as Pick<AwsClients, 'sts'>;
    expect(await identify(clients, 'dev', 'eu-central-1')).toEqual({
      account: '123456789012',
      alarmTopicArn: TOPIC.replace('arn:aws:', `arn:${partition}:`),
    });
  });
});

describe('readSubscriptions', () => {
  it('distinguishes a confirmed subscription from an unconfirmed one', async () => {
    const Subscriptions = [
      { Protocol: 'email', Endpoint: 'a@example.com', SubscriptionArn: `${TOPIC}:1` },
      { Protocol: 'email', Endpoint: 'b@example.com', SubscriptionArn: 'PendingConfirmation' },
    ];
    expect(
      await readSubscriptions(
        sns(() => ({ Subscriptions })),
        TOPIC,
      ),
    ).toEqual([
      { protocol: 'email', endpoint: 'a@example.com', confirmed: true },
      { protocol: 'email', endpoint: 'b@example.com', confirmed: false },
    ]);
  });

  it('returns undefined for a topic that does not exist', async () => {
    const missing = sns(() => {
      throw awsError('NotFoundException', 'Topic does not exist');
    });
    expect(await readSubscriptions(missing, TOPIC)).toBeUndefined();
  });
});
