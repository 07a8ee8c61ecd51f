import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Message, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { orderPlaced } from '@tradepost/contracts/orders/events';
import { readCallRecords } from '@tradepost/local/permissions/call-records';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { open, seal } from '@tradepost/personal-data/seal';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { toMessage } from '@tradepost/testing/messages';
import { createShop, type Shop, waitFor } from './shop.ts';

/**
 * Paths that run only after a fault, and that the other end-to-end specs do not cover. Roles are enforced, so that a path
 * fails if a call on it is not allowed.
 */
let folder: string;
let calls: string;
let cloud: TestCloud;
let shop: Shop;
let clients: ReturnType<typeof createClients>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-'));
  calls = process.env['RECORD_CALLS'] ?? join(folder, 'calls');
  cloud = await startTestCloud({ enforcePermissions: true, recordCalls: calls });
  clients = createClients(cloud.aws);
  shop = createShop(cloud.url);
});

afterAll(async () => {
  clients?.sqs.destroy();
  clients?.lambda.destroy();
  clients?.kms.destroy();
  clients?.secrets.destroy();
  clients?.events.destroy();
  clients?.documents.destroy();
  await shop?.api.close();
  await cloud?.stop();
  await rm(folder, { recursive: true, force: true });
});

function createClients(config: TestCloud['aws']) {
  return {
    sqs: new SQSClient(config),
    lambda: new LambdaClient(config),
    kms: new KMSClient(config),
    secrets: new SecretsManagerClient(config),
    events: new EventBridgeClient(config),
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    urlOf: (queueName: string) => `${config.endpoint}/000000000000/${queueName}`,
  };
}

describe('a message that no consumer can parse', () => {
  it('is moved from every inbox to its dead-letter queue, with the reason', async () => {
    const inboxes = await findInboxes();
    expect(inboxes.length).toBeGreaterThan(0);
    for (const { queueName, deadLetters } of inboxes) {
      const body = `poison for ${queueName}`;
      const message = new SendMessageCommand({ QueueUrl: clients.urlOf(queueName), MessageBody: body });
      await clients.sqs.send(message);
      const { Body, MessageAttributes } = await deadLetterIn(deadLetters, body);
      expect([Body, MessageAttributes?.['Reason']?.StringValue]).toEqual([body, '# is not JSON']);
    }
  });
});

describe('an order that no participant can parse', () => {
  it('has a RejectOrder in the inbox of orders, which is moved to the dead-letter queue', async () => {
    const unreadable = toMessage(
      orderPlaced,
      { orderId: 'nonsense', reservationId: 'nonsense', lines: [] } as never,
      {
        id: 'nonsense/0/0',
        source: 'tradepost.orders',
        subject: 'nonsense',
      },
    );
    const { FailedEntryCount } = await clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'tradepost-dev',
            Source: unreadable.source,
            DetailType: unreadable.type,
            Detail: JSON.stringify(unreadable),
          },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(0);
    const { Body = '', MessageAttributes } = await deadLetterIn(
      'tradepost-dev-orders-commands-dlq',
      'nonsense',
    );
    expect(JSON.parse(Body)).toMatchObject({ type: 'RejectOrder', data: { orderId: 'nonsense' } });
    expect(MessageAttributes?.['Reason']?.StringValue).toContain('#/data/orderId');
  });
});

describe('an order whose saga was lost', () => {
  it('gets another saga from the sweeper', async () => {
    const orderId = await placeTenMinutesAgo('SWEPT');
    await waitFor('the order in the projection', async () => {
      const query = { status: 'placed' } as const;
      const { items } = await unwrap(shop.api.GET('/v1/orders', { params: { query } }));
      return items.find(({ id }) => id === orderId);
    });
    const sweep = new InvokeCommand({ FunctionName: 'tradepost-dev-orders-sweep-orders', Payload: '{}' });
    expect((await clients.lambda.send(sweep)).FunctionError).toBeUndefined();
    expect(readCallRecords(calls)).toContainEqual({
      holder: 'function:tradepost-dev-orders-sweep-orders',
      action: 'states:StartExecution',
      resource: 'arn:aws:states:us-east-1:000000000000:stateMachine:tradepost-dev-orders-fulfil-order',
      allowed: true,
    });
    expect((await shop.ended(orderId)).rejection?.code).toBe('PAYMENT_OUTCOME_UNKNOWN');
  });
});

/** Returns all queues that trigger a function, with their dead-letter queues. */
async function findInboxes() {
  const { queues, eventSourceMappings } = await describeServices();
  const sources = new Set(eventSourceMappings.map(({ eventSourceArn }) => eventSourceArn));
  return queues
    .filter(({ arn }) => sources.has(arn))
    .map(({ queueName, attributes: { RedrivePolicy = '{}' } }) => {
      const { deadLetterTargetArn = '' } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string };
      return { queueName, deadLetters: deadLetterTargetArn.split(':').at(-1) ?? '' };
    });
}

/** Waits for a message that contains `text`. */
function deadLetterIn(queueName: string, text: string): Promise<Message> {
  return waitFor(`a message with "${text}" in ${queueName}`, async () => {
    const receive = new ReceiveMessageCommand({
      QueueUrl: clients.urlOf(queueName),
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      VisibilityTimeout: 0,
    });
    const { Messages = [] } = await clients.sqs.send(receive);
    return Messages.find(({ Body = '' }) => Body.includes(text));
  });
}

/**
 * Writes an order as if it had been placed ten minutes ago: the first event of a new order, with another id and time, and the seals
 * of that id. Its payment takes long enough for the order to be pending when the sweeper runs.
 */
async function placeTenMinutesAgo(sku: string): Promise<string> {
  const TableName = 'tradepost-dev-orders-events';
  await shop.sell(sku, 10);
  const { id } = await shop.place({ sku, quantities: [1] });
  const Key = { pk: `order#${id}`, sk: 0 };
  const { Item = {} } = await clients.documents.send(
    new GetCommand({ TableName, Key, ConsistentRead: true }),
  );
  const ulid = id.slice('ord_'.length);
  const otherUlid = `00000000000000000000${ulid.slice(-6)}`;
  const then = new Date(Date.parse(String(Item['at'])) - 10 * 60 * 1_000).toISOString();
  const text = JSON.stringify(Item).replaceAll(ulid, otherUlid).replaceAll(String(Item['at']), then);
  const copy = JSON.parse(text) as Record<string, unknown> & { readonly events: readonly SealedEvent[] };
  const events = await Promise.all(copy.events.map((event) => sealAgain(event, id)));
  await clients.documents.send(new PutCommand({ TableName, Item: { ...copy, events } }));
  return `ord_${otherUlid}`;
}

type SealedEvent = {
  readonly orderId: string;
  readonly paymentId: string;
  readonly subjectId: string;
  readonly sealed: { readonly contact: string; readonly invoice: string };
};

/** Takes a copied event; returns it with the seals of its own order, made of those of the original one. */
async function sealAgain(event: SealedEvent, originalId: string): Promise<SealedEvent> {
  const { orderId, paymentId, subjectId, sealed } = event;
  const subjects = createSubjectKeys({
    client: clients.documents,
    tableName: 'tradepost-dev-customers-subject-keys',
    wrappingKey: createKmsKey(clients.kms, 'alias/tradepost-dev-customers-subject-keys'),
    stage: 'dev',
  });
  const subject = (await subjects.find([subjectId])).get(subjectId);
  const reseal = (kind: 'contact' | 'invoice') => {
    const key = subject?.[kind] ?? Buffer.alloc(0);
    const contextOf = (ownerId: string) => ({ ownerId, seal: kind, schema: 1 });
    return seal(key, contextOf(orderId), open(key, contextOf(originalId), sealed[kind]));
  };
  const SecretId = '/tradepost/dev/platform/payment-tokens';
  const tokens = createPaymentTokens(async () => {
    const { SecretString = '' } = await clients.secrets.send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  });
  const sealedPaymentToken = await tokens.seal(paymentId, 'tok_timeout_not_taken');
  return {
    ...event,
    ...{ sealed: { contact: reseal('contact'), invoice: reseal('invoice') }, sealedPaymentToken },
  };
}
