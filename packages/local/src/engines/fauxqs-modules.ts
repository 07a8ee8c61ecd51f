import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { packageFolder } from './package-folder.ts';

/**
 * Internal modules of fauxqs 2.4.1, loaded from their files. Its public `startFauxqs` does not fit: it listens on all
 * interfaces, syncs to disk on every message, and receives and deletes only over HTTP.
 */
export type Fauxqs = {
  readonly buildApp: (options: { logger: boolean; defaultRegion: string; stores: FauxqsStores }) => FauxqsApp;
  readonly createStores: () => FauxqsStores;
  readonly createPersistence: (dataDir: string) => FauxqsPersistence;
  /** SQS operations by name: each takes the request's JSON and returns the response's. */
  readonly sqsActions: Readonly<Record<string, SqsAction>>;
  readonly publish: (parameters: Record<string, string>, topics: SnsStore, queues: SqsStore) => unknown;
};

export type SqsAction = (input: Record<string, unknown>, store: SqsStore) => unknown;

export type FauxqsApp = {
  readonly listen: (options: { host: string; port: number }) => Promise<string>;
  readonly addHook: {
    (name: 'preClose', hook: () => void): void;
    (name: 'onRequest', hook: (request: FauxqsRequest, reply: FauxqsReply) => Promise<unknown>): void;
  };
  readonly close: () => Promise<void>;
};

type FauxqsRequest = { readonly headers: IncomingHttpHeaders };
type FauxqsReply = { readonly code: (status: number) => { readonly send: (body: object) => unknown } };

export type FauxqsStores = {
  readonly sqsStore: SqsStore;
  readonly snsStore: SnsStore;
  readonly s3Store: S3Store;
};

export type SqsQueue = {
  readonly name: string;
  readonly arn: string;
  url: string;
  attributes: Record<string, string>;
  persistence: FauxqsPersistence | undefined;
  readonly setAttributes: (attributes: Record<string, string>) => void;
  /** Received messages by receipt handle. */
  readonly inflightMessages: ReadonlyMap<string, unknown>;
  readonly changeVisibility: (receiptHandle: string, timeoutSeconds: number) => void;
  readonly waitForMessages: (seconds: number) => Promise<void>;
  /** Receives messages, and moves those above `maxReceiveCount` to the dead-letter queue. */
  dequeue: (...parameters: readonly unknown[]) => unknown;
};

export type SqsStore = {
  /** Host of queue URLs; if empty, the host of each request. */
  host: string;
  region: string;
  persistence: FauxqsPersistence | undefined;
  readonly queues: Map<string, SqsQueue>;
  createQueue: (name: string, url: string, arn: string, attributes: Record<string, string>) => SqsQueue;
  readonly getQueue: (url: string) => SqsQueue | undefined;
  readonly getQueueByArn: (arn: string) => SqsQueue | undefined;
  readonly allQueues: () => Iterable<SqsQueue>;
};

export type SnsSubscription = {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  attributes: Record<string, string>;
};

export type SnsStore = {
  region: string;
  persistence: FauxqsPersistence | undefined;
  readonly subscriptions: Map<string, SnsSubscription>;
  readonly createTopic: (
    name: string,
    attributes: Record<string, string>,
    tags: undefined,
    region: string,
  ) => { readonly arn: string };
  readonly getTopic: (arn: string) => { attributes: Record<string, string> } | undefined;
  readonly subscribe: (
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes: Record<string, string>,
  ) => unknown;
  readonly unsubscribe: (subscriptionArn: string) => boolean;
};

export type S3Store = {
  persistence: FauxqsPersistence | undefined;
  readonly createBucket: (name: string) => void;
};

export type FauxqsPersistence = {
  readonly db: DatabaseSync;
  updateMessageReady: (messageId: string) => void;
  /** Commits the writes of `work` together, or none of them if it throws. */
  readonly transaction: (work: () => void) => void;
  readonly load: (sqs: SqsStore, sns: SnsStore, s3: S3Store) => void;
  readonly updateTopicAttributes: (arn: string, attributes: Record<string, string>) => void;
  readonly close: () => void;
};

const SQS_ACTIONS = [
  'sendMessage',
  'sendMessageBatch',
  'receiveMessage',
  'deleteMessage',
  'deleteMessageBatch',
  'changeMessageVisibility',
  'changeMessageVisibilityBatch',
  'getQueueAttributes',
] as const;

/**
 * Characters that SQS refuses. fauxqs 2.4.1 also refuses characters above U+FFFF, such as emoji, which SQS accepts.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const NOT_IN_MESSAGES = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Loads fauxqs. Throws if it is not installed. */
export async function loadFauxqs(): Promise<Fauxqs> {
  const folder = packageFolder('fauxqs');
  if (folder === undefined) throw new Error('fauxqs (SQS, SNS and S3) is not installed');
  const load = async <T>(path: string): Promise<T> =>
    (await import(pathToFileURL(join(folder, 'dist', path)).href)) as T;

  const { INVALID_MESSAGE_BODY_CHAR } = await load<{ INVALID_MESSAGE_BODY_CHAR: RegExp }>('sqs/sqsTypes.js');
  INVALID_MESSAGE_BODY_CHAR.test = (body) => NOT_IN_MESSAGES.test(body);
  const [app, sqs, sns, s3, persistence, publishing] = await Promise.all([
    load<{ buildApp: Fauxqs['buildApp'] }>('app.js'),
    load<{ SqsStore: new () => SqsStore }>('sqs/sqsStore.js'),
    load<{ SnsStore: new () => SnsStore }>('sns/snsStore.js'),
    load<{ S3Store: new () => S3Store }>('s3/s3Store.js'),
    load<{ PersistenceManager: new (dataDir: string) => FauxqsPersistence }>('persistence.js'),
    load<{ publish: Fauxqs['publish'] }>('sns/actions/publish.js'),
  ]);
  const actions = await Promise.all(
    SQS_ACTIONS.map(async (name) => [
      name,
      (await load<Record<string, SqsAction>>(`sqs/actions/${name}.js`))[name],
    ]),
  );
  return {
    buildApp: app.buildApp,
    createStores: () => ({
      sqsStore: new sqs.SqsStore(),
      snsStore: new sns.SnsStore(),
      s3Store: new s3.S3Store(),
    }),
    createPersistence: (dataDir) => new persistence.PersistenceManager(dataDir),
    sqsActions: Object.fromEntries(actions) as Record<string, SqsAction>,
    publish: publishing.publish,
  };
}
