import type {
  CloudResources,
  QueueResource,
  SubscriptionResource,
} from '@tradepost/compiled-service/templates/resources';
import type { FauxqsPersistence, FauxqsStores, SqsStore } from './fauxqs-modules.ts';

/** Defaults of SQS for attributes that the template does not set. */
const QUEUE_DEFAULTS = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};
const ACCOUNT_ID = '000000000000';

/**
 * Creates the declared queues, topics, subscriptions and buckets in the stores. Existing ones keep their messages and get
 * the declared attributes. Returns a note for each existing queue that is no longer declared.
 */
export function declareMessaging(
  stores: FauxqsStores,
  persistence: FauxqsPersistence | undefined,
  resources: Pick<CloudResources, 'queues' | 'topics' | 'subscriptions'> & {
    readonly buckets: readonly string[];
  },
  where: { readonly endpoint: string; readonly region: string },
): readonly string[] {
  const { sqsStore, snsStore, s3Store } = stores;
  for (const queue of resources.queues)
    declareQueue(sqsStore, queue, `${where.endpoint}/${ACCOUNT_ID}/${queue.queueName}`);
  for (const { topicName, arn, attributes } of resources.topics) {
    const existing = snsStore.getTopic(arn);
    if (existing === undefined) snsStore.createTopic(topicName, { ...attributes }, undefined, where.region);
    else {
      existing.attributes = { ...attributes };
      persistence?.updateTopicAttributes(arn, existing.attributes);
    }
  }
  declareSubscriptions(stores, resources.subscriptions);
  for (const bucket of resources.buckets) s3Store.createBucket(bucket);

  const declared = new Set(resources.queues.map(({ arn }) => arn));
  return [...sqsStore.allQueues()]
    .filter(({ arn }) => !declared.has(arn))
    .map(({ name }) => `the queue ${name} keeps its messages, but no template declares it any longer`);
}

function declareQueue(store: SqsStore, { arn, queueName, attributes }: QueueResource, url: string): void {
  const existing = store.getQueueByArn(arn);
  if (existing === undefined) {
    store.createQueue(queueName, url, arn, { ...attributes });
    return;
  }
  // The port, which is part of the URL, may differ from the previous start.
  store.queues.delete(existing.url);
  existing.url = url;
  store.queues.set(url, existing);
  existing.setAttributes({ ...QUEUE_DEFAULTS, RedrivePolicy: '', ...attributes });
}

/** Recreates a subscription whose attributes changed: fauxqs cannot update one. */
function declareSubscriptions({ snsStore }: FauxqsStores, declared: readonly SubscriptionResource[]): void {
  const keyOf = ({
    topicArn,
    protocol,
    endpoint,
    attributes,
  }: Omit<SubscriptionResource, 'service' | 'logicalId'>): string =>
    JSON.stringify([topicArn, protocol, endpoint, Object.entries(attributes).sort()]);
  const wanted = new Map(declared.map((subscription) => [keyOf(subscription), subscription]));
  for (const existing of [...snsStore.subscriptions.values()]) {
    if (!wanted.delete(keyOf(existing))) snsStore.unsubscribe(existing.arn);
  }
  for (const { topicArn, protocol, endpoint, attributes } of wanted.values()) {
    if (snsStore.subscribe(topicArn, protocol, endpoint, { ...attributes }) === undefined) {
      throw new Error(`a subscription names the topic ${topicArn}, which no service declares`);
    }
  }
}
