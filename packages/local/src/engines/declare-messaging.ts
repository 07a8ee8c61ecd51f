import {
  paginateListSubscriptions,
  paginateListTopics,
  SetTopicAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type {
  CloudResources,
  SubscriptionResource,
  TopicResource,
} from '@tradepost/compiled-service/templates/resources';
import type { FauxqsServer } from 'fauxqs';
import type { CallSqs } from './call-sqs.ts';

export type DeclaredMessaging = Pick<CloudResources, 'queues' | 'topics' | 'subscriptions'>;

export type RunningMessaging = {
  readonly server: FauxqsServer;
  readonly callSqs: CallSqs;
  readonly sns: SNSClient;
  readonly queueUrl: (queue: string) => string;
};

/** Defaults of SQS for attributes that the template does not set. An empty redrive policy removes it. */
const QUEUE_DEFAULTS = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  RedrivePolicy: '',
};
/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
const MAX_BATCH_ENTRIES = 10;

/**
 * Creates the declared queues, topics and subscriptions. Existing ones keep their messages and get the declared
 * attributes. Resolves with a note for each existing queue that is no longer declared. Rejects if a subscription names a
 * topic that is not declared.
 */
export async function declareMessaging(
  { server, callSqs, sns, queueUrl }: RunningMessaging,
  resources: DeclaredMessaging,
): Promise<readonly string[]> {
  // Without a maximum, all are on one page.
  const { QueueUrls = [] } = await callSqs('ListQueues', {});
  const existing = new Set(QueueUrls.map((url) => url.split('/').at(-1)));
  for (const { queueName, attributes } of resources.queues) {
    if (!existing.delete(queueName)) server.createQueue(queueName, { attributes });
    else {
      const Attributes = { ...QUEUE_DEFAULTS, ...attributes };
      await callSqs('SetQueueAttributes', { QueueUrl: queueUrl(queueName), Attributes });
    }
  }
  await declareTopics(server, sns, resources.topics);
  await declareSubscriptions(sns, resources);
  return [...existing].map(
    (name) => `the queue ${name} keeps its messages, but no template declares it any longer`,
  );
}

/** Makes received messages of one queue visible to other consumers now. */
export async function releaseMessages(
  callSqs: CallSqs,
  QueueUrl: string,
  receiptHandles: readonly string[],
): Promise<void> {
  for (let at = 0; at < receiptHandles.length; at += MAX_BATCH_ENTRIES) {
    const Entries = receiptHandles
      .slice(at, at + MAX_BATCH_ENTRIES)
      .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await callSqs('ChangeMessageVisibilityBatch', { QueueUrl, Entries });
  }
}

async function declareTopics(
  server: FauxqsServer,
  sns: SNSClient,
  declared: readonly TopicResource[],
): Promise<void> {
  const existing = new Set<string>();
  for await (const { Topics = [] } of paginateListTopics({ client: sns }, {})) {
    for (const { TopicArn = '' } of Topics) existing.add(TopicArn);
  }
  for (const { topicName, arn, attributes } of declared) {
    if (!existing.has(arn)) server.createTopic(topicName, { attributes });
    else {
      // A topic cannot become a FIFO topic, because that is part of its name.
      const { FifoTopic: _, ...settable } = attributes;
      for (const [AttributeName, AttributeValue] of Object.entries(settable)) {
        await sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName, AttributeValue }));
      }
    }
  }
}

/** Replaces all subscriptions: they have no state, and nothing is published before the start is complete. */
async function declareSubscriptions(
  sns: SNSClient,
  { topics, subscriptions }: Pick<DeclaredMessaging, 'topics' | 'subscriptions'>,
): Promise<void> {
  const earlier: string[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client: sns }, {})) {
    for (const { SubscriptionArn = '' } of Subscriptions) earlier.push(SubscriptionArn);
  }
  for (const SubscriptionArn of earlier) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  const known = new Set(topics.map(({ arn }) => arn));
  for (const subscription of subscriptions) {
    if (!known.has(subscription.topicArn)) {
      throw new Error(`a subscription names the topic ${subscription.topicArn}, which no service declares`);
    }
    await sns.send(new SubscribeCommand(inputOf(subscription)));
  }
}

function inputOf({ topicArn, protocol, endpoint, attributes }: SubscriptionResource) {
  return { TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, Attributes: attributes };
}
