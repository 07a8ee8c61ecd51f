import { ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { createDeadLetterQueues, type DeadLetterQueues } from './dead-letter-queues.ts';

const ORDERS = 'tradepost-dev-orders-commands-dlq';
const FAILURES = 'tradepost-dev-catalog-failures';
const INBOX = 'tradepost-dev-orders-commands';
/** The local queues answer from one place, so that no receive misses a message. */
const NO_WAIT = { waitSeconds: 0 };
const OTHER_STAGE = 'tradepost-jane-orders-commands-dlq';

let queues: Queues;
let deadLetters: DeadLetterQueues;

beforeEach(async () => {
  queues = await startQueues([ORDERS, FAILURES, INBOX, OTHER_STAGE]);
  deadLetters = createDeadLetterQueues(queues.client, 'dev', NO_WAIT);
});
afterEach(() => queues.stop());

const send = async (queue: string, ...bodies: readonly string[]) => {
  for (const MessageBody of bodies)
    await queues.client.send(new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody }));
};
const bodies = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);

/** A client that records its requests, some of which fail. */
function recording(isFailing: (operation: string, input: Input) => boolean = () => false) {
  const sent: [string, Input][] = [];
  const client = {
    send: (command: { constructor: { name: string }; input: Input }) => {
      sent.push([command.constructor.name, command.input]);
      if (isFailing(command.constructor.name, command.input)) throw new Error('no network');
      return queues.client.send(command as never);
    },
  } as unknown as SQSClient;
  const inputsOf = (operation: string) =>
    sent.flatMap(([name, input]) => (name === `${operation}Command` ? [input] : []));
  return { client, inputsOf };
}
type Input = {
  readonly QueueUrl?: string;
  readonly VisibilityTimeout?: number;
  readonly Entries?: readonly object[];
};

describe('list', () => {
  it('returns the messages of the stage, and none that is still in an inbox', async () => {
    await send(ORDERS, 'order');
    await send(FAILURES, 'product');
    await send(INBOX, 'alive');
    await send(OTHER_STAGE, 'of another stage');
    expect(bodies(await deadLetters.list())).toEqual(['product', 'order']);
    expect(bodies(await deadLetters.list('orders-commands-dlq'))).toEqual(['order']);
    expect(await deadLetters.list('commands-dlq')).toEqual([]);
  });

  it('returns messages of several receives, oldest first, and releases them ten at a time', async () => {
    const sentBodies = Array.from({ length: 11 }, (_none, index) => `message ${index}`);
    await send(ORDERS, ...sentBodies);
    const { client, inputsOf } = recording();
    const first = await createDeadLetterQueues(client, 'dev', NO_WAIT).list();
    expect(bodies(first).toSorted()).toEqual(sentBodies.toSorted());
    expect(first.map(({ sentAt }) => sentAt)).toEqual(first.map(({ sentAt }) => sentAt).toSorted());
    expect(inputsOf('ChangeMessageVisibilityBatch').map(({ Entries }) => Entries?.length)).toEqual([10, 1]);
    expect(await deadLetters.list()).toHaveLength(11);
  });

  it('hides messages for at most ten seconds, and increments their receive counts', async () => {
    await send(ORDERS, 'order');
    const { client, inputsOf } = recording();
    await createDeadLetterQueues(client, 'dev', NO_WAIT).list();
    await deadLetters.list();
    expect(new Set(inputsOf('ReceiveMessage').map(({ VisibilityTimeout }) => VisibilityTimeout))).toEqual(
      new Set([10]),
    );
    const { Messages } = await queues.client.send(
      new ReceiveMessageCommand({
        QueueUrl: queues.urlOf(ORDERS),
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    expect(Messages).toMatchObject([{ Attributes: { ApproximateReceiveCount: '3' } }]);
  });

  it('releases the received messages if a queue cannot be read', async () => {
    await send(ORDERS, 'order');
    await send(FAILURES, 'product');
    const { client } = recording((operation, { QueueUrl = '' }) => {
      return operation === 'ReceiveMessageCommand' && QueueUrl.endsWith(FAILURES);
    });
    await expect(createDeadLetterQueues(client, 'dev', NO_WAIT).list()).rejects.toThrow('no network');
    expect(bodies(await deadLetters.list())).toEqual(['product', 'order']);
  });

  it('stops after eight seconds', async () => {
    await send(ORDERS, ...Array.from({ length: 11 }, (_none, index) => `message ${index}`));
    let ms = 0;
    const clock = () => {
      ms += 4_000;
      return ms;
    };
    const slow = createDeadLetterQueues(queues.client, 'dev', { nowMs: clock, waitSeconds: 0 });
    expect(await slow.list('orders-commands-dlq')).toHaveLength(10);
    expect(await deadLetters.list()).toHaveLength(11);
  });

  it('does not return a message that another request has received and not released', async () => {
    await send(ORDERS, 'order');
    const [taken] = await deadLetters.receive(undefined, () => true);
    expect(await deadLetters.list()).toEqual([]);
    await deadLetters.resetVisibility(taken === undefined ? [] : [taken]);
    const both = await Promise.all([deadLetters.list(), deadLetters.list()]);
    expect(bodies(both.flat())).toContain('order');
    expect(bodies(await deadLetters.list())).toEqual(['order']);
  });
});

describe('a message that is taken', () => {
  it('is hidden from other readers until it is released', async () => {
    await send(ORDERS, 'wanted', 'not wanted');
    const taken = await deadLetters.receive(undefined, ({ body }) => body === 'wanted');
    expect(bodies(taken)).toEqual(['wanted']);
    expect(bodies(await deadLetters.list())).toEqual(['not wanted']);
    await deadLetters.resetVisibility(taken);
    expect(bodies(await deadLetters.list()).toSorted()).toEqual(['not wanted', 'wanted']);
  });

  it('is deleted by remove', async () => {
    await send(ORDERS, 'wanted');
    for (const message of await deadLetters.receive(undefined, () => true)) await deadLetters.remove(message);
    expect(await deadLetters.list()).toEqual([]);
  });

  it('by its id is hidden for 30 seconds, and ends the reading', async () => {
    await send(ORDERS, ...Array.from({ length: 11 }, (_none, index) => `message ${index}`));
    const [{ id = '' } = {}] = await deadLetters.list();
    const { client, inputsOf } = recording();
    const taken = await createDeadLetterQueues(client, 'dev', NO_WAIT).receiveOne(id);
    expect(taken?.id).toBe(id);
    expect(inputsOf('ReceiveMessage')[0]).toMatchObject({ VisibilityTimeout: 30 });
    expect(await deadLetters.list()).toHaveLength(10);
  });

  it('is undefined for an unknown id', async () => {
    await send(ORDERS, 'order');
    expect(await deadLetters.receiveOne('orders-commands-dlq.none')).toBeUndefined();
    expect(bodies(await deadLetters.list())).toEqual(['order']);
  });
});
