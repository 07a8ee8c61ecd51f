import { join } from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { CloudResources } from '@tradepost/compiled-service/templates/resources';
import { refuseHost, refusePage } from '../gateway/request-origin.ts';
import { declareMessaging } from './declare-messaging.ts';
import { type FauxqsPersistence, type FauxqsStores, loadFauxqs, type SqsQueue } from './fauxqs-modules.ts';
import { createInProcessSqsClient } from './in-process-sqs-client.ts';

export type MessagingEngine = {
  /** Address of SQS, SNS and S3. */
  readonly endpoint: string;
  /** Client for callers in this process, without HTTP. */
  readonly sqs: SQSClient;
  /** Creates the declared resources and keeps the data of existing ones; returns notes on the differences. */
  readonly declare: (
    resources: Pick<CloudResources, 'queues' | 'topics' | 'subscriptions'> & {
      readonly buckets: readonly string[];
    },
  ) => readonly string[];
  /** Makes the in-flight messages of these queues visible now, for consumers that have ended without deleting them. */
  readonly release: (queueArns: readonly string[]) => void;
  /** Returns the URL of a queue that is given by its ARN or URL. */
  readonly queueUrl: (queue: string) => string;
  /** `parameters` are further ones of SNS's `Publish`. Throws if the topic does not exist or the message is invalid. */
  readonly publish: (
    topicArn: string,
    message: string,
    parameters?: Readonly<Record<string, unknown>>,
  ) => Promise<{ readonly messageId: string }>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts SQS, SNS and S3 on 127.0.0.1, with their state in `<dataDir>/messaging`, or in memory without `dataDir`.
 * An accepted message survives a `kill -9` of the process.
 */
export async function startMessagingEngine(options: {
  readonly dataDir?: string;
  readonly region: string;
  readonly port?: number;
}): Promise<MessagingEngine> {
  const fauxqs = await loadFauxqs();
  const stores = fauxqs.createStores();
  const { sqsStore, snsStore } = stores;
  const persistence =
    options.dataDir === undefined ? undefined : fauxqs.createPersistence(join(options.dataDir, 'messaging'));
  if (persistence !== undefined) attach(persistence, stores);
  // With an empty host, queue URLs have the host of the request: 127.0.0.1 needs no DNS.
  sqsStore.host = '';

  const app = fauxqs.buildApp({ logger: false, defaultRegion: options.region, stores });
  app.addHook('preClose', () => persistence?.close());
  app.addHook('onRequest', async ({ headers }, reply) => {
    const refusal = refuseHost(headers) ?? refusePage(headers);
    return refusal && reply.code(refusal.status).send({ __type: 'AccessDenied', message: refusal.detail });
  });
  const endpoint = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });

  const sqs = createInProcessSqsClient(fauxqs, sqsStore);
  const queueUrl = (queue: string): string => {
    const found = queue.startsWith('arn:') ? sqsStore.getQueueByArn(queue) : sqsStore.getQueue(queue);
    if (found === undefined) {
      throw Object.assign(new Error(`The specified queue does not exist: ${queue}`), {
        name: 'QueueDoesNotExist',
      });
    }
    return found.url;
  };
  return {
    endpoint,
    sqs,
    queueUrl,
    declare: (resources) =>
      declareMessaging(stores, persistence, resources, { endpoint, region: options.region }),
    release: (queueArns) => {
      for (const arn of queueArns) {
        const queue = sqsStore.getQueueByArn(arn);
        for (const receiptHandle of [...(queue?.inflightMessages.keys() ?? [])])
          queue?.changeVisibility(receiptHandle, 0);
      }
    },
    publish: async (topicArn, message, parameters = {}) => {
      const query = { ...queryOf(parameters), TopicArn: topicArn, Message: message };
      const [, messageId = ''] =
        /<MessageId>([^<]+)</.exec(String(fauxqs.publish(query, snsStore, sqsStore))) ?? [];
      return { messageId };
    },
    stop: () => app.close(),
  };
}

/** Loads the stored state and persists every later change. */
function attach(persistence: FauxqsPersistence, { sqsStore, snsStore, s3Store }: FauxqsStores): void {
  // A committed write is in the operating system's cache and survives a kill of this process. A sync to disk for each
  // message would only protect against a loss of power, and costs most of the throughput.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  // fauxqs 2.4.1 sets the receive count to NULL here, which violates a constraint of its table.
  const clearReceipt = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => {
    clearReceipt.run(messageId);
  };
  persistence.load(sqsStore, snsStore, s3Store);
  sqsStore.persistence = persistence;
  snsStore.persistence = persistence;
  s3Store.persistence = persistence;
  for (const queue of sqsStore.allQueues()) {
    queue.persistence = persistence;
    receiveInOneCommit(queue, persistence);
  }
  const createQueue = sqsStore.createQueue.bind(sqsStore);
  sqsStore.createQueue = (...parameters) => receiveInOneCommit(createQueue(...parameters), persistence);
}

/**
 * Makes each receive one commit. fauxqs 2.4.1 moves a message above `maxReceiveCount` in two: it deletes the message from
 * its queue, then adds it to the dead-letter queue. A kill between the two would lose it.
 */
function receiveInOneCommit(queue: SqsQueue, persistence: FauxqsPersistence): SqsQueue {
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...parameters) => {
    let received: unknown;
    persistence.transaction(() => {
      received = dequeue(...parameters);
    });
    return received;
  };
  return queue;
}

/** Converts parameters to the form of SNS's query API: `MessageAttributes.entry.1.Name=…`. */
function queryOf({
  MessageAttributes = {},
  ...others
}: Readonly<Record<string, unknown>>): Record<string, string> {
  const attributes = Object.entries(MessageAttributes as Record<string, Record<string, unknown>>);
  const entries = attributes.flatMap(([name, value], index) => {
    const entry = `MessageAttributes.entry.${index + 1}`;
    const values = Object.entries(value).map(([key, part]) => [`${entry}.Value.${key}`, String(part)]);
    return [[`${entry}.Name`, name], ...values];
  });
  const plain = Object.entries(others).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries([...plain, ...entries]) as Record<string, string>;
}
