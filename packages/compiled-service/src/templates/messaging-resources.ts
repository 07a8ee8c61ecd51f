import { objectIn, objectsIn, type Properties, requiredText, textIn } from './properties.ts';
import type { QueueResource, SubscriptionResource, TopicResource } from './resources.ts';
import type { Reading } from './stack.ts';

const QUEUE_ATTRIBUTES = [
  'FifoQueue',
  'ContentBasedDeduplication',
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
] as const;

/** `AWS::SQS::Queue`. */
export function readQueue({ declared, properties, name, arn }: Reading): QueueResource {
  const attributes = attributesOf(properties, QUEUE_ATTRIBUTES);
  const redrive = objectIn(properties, 'RedrivePolicy');
  if (redrive !== undefined) {
    attributes['RedrivePolicy'] = JSON.stringify({
      deadLetterTargetArn: requiredText(redrive, 'deadLetterTargetArn'),
      maxReceiveCount: Number(requiredText(redrive, 'maxReceiveCount')),
    });
  }
  return { ...declared, queueName: name(), arn: arn('Arn'), attributes };
}

/** `AWS::SNS::Topic`. */
export function readTopic({ declared, properties, name, arn }: Reading): TopicResource {
  const attributes = attributesOf(properties, ['FifoTopic', 'ContentBasedDeduplication', 'DisplayName']);
  return { ...declared, topicName: name(), arn: arn('TopicArn'), attributes };
}

/** Returns the subscriptions that a topic declares under `Subscription`. */
export function readInlineSubscriptions({ declared, properties, arn }: Reading): SubscriptionResource[] {
  return objectsIn(properties, 'Subscription')
    .filter((subscription) => isDelivered(requiredText(subscription, 'Protocol')))
    .map((subscription) => ({
      ...declared,
      topicArn: arn('TopicArn'),
      protocol: requiredText(subscription, 'Protocol'),
      endpoint: requiredText(subscription, 'Endpoint'),
      attributes: {},
    }));
}

/** `AWS::SNS::Subscription`; undefined for e-mail and SMS, which the local cloud does not deliver. */
export function readSubscription({ declared, properties }: Reading): SubscriptionResource | undefined {
  const protocol = requiredText(properties, 'Protocol');
  if (!isDelivered(protocol)) return undefined;
  const attributes = attributesOf(properties, ['RawMessageDelivery', 'FilterPolicyScope']);
  for (const name of ['FilterPolicy', 'RedrivePolicy']) {
    const policy = objectIn(properties, name);
    if (policy !== undefined) attributes[name] = JSON.stringify(policy);
  }
  return {
    ...declared,
    topicArn: requiredText(properties, 'TopicArn'),
    protocol,
    endpoint: requiredText(properties, 'Endpoint'),
    attributes,
  };
}

const NOTIFIES_PEOPLE = new Set(['email', 'email-json', 'sms']);

function isDelivered(protocol: string): boolean {
  if (NOTIFIES_PEOPLE.has(protocol)) return false;
  if (protocol !== 'sqs') throw new Error(`Protocol ${protocol} is not supported: only sqs is`);
  return true;
}

function attributesOf(properties: Properties, names: readonly string[]): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of names) {
    const value = textIn(properties, name);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}
