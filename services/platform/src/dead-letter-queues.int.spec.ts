import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { createDeadLetterQueues, type DeadLetterQueues } from './dead-letter-queues.ts';

const ORDERS = 'tradepost-dev-orders-commands-dlq';
const FAILURES = 'tradepost-dev-catalog-failures';
const INBOX = 'tradepost-dev-orders-commands';
const OTHER_STAGE = 'tradepost-jane-orders-commands-dlq';

let queues: Queues;
let desk: DeadLetterQueues;

beforeEach(async () => {
  queues = await startQueues([ORDERS, FAILURES, INBOX, OTHER_STAGE]);
  desk = createDeadLetterQueues(queues.client, 'dev');
});
afterEach(() => queues.stop());

const send = async (queue: string, ...bodies: readonly string[]) => {
  for (const MessageBody of bodies)
    await queues.client.send(new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody }));
};
const bodies = (letters: readonly { readonly body: string }[]) => letters.map(({ body }) => body);

describe('A look at the dead letters', () => {
  it('finds those of the stage alone, and none that is still in an inbox', async () => {
    await send(ORDERS, 'order');
    await send(FAILURES, 'product');
    await send(INBOX, 'alive');
    await send(OTHER_STAGE, 'of another stage');
    expect(bodies(await desk.list())).toEqual(['product', 'order']);
    expect(bodies(await desk.list('orders-commands-dlq'))).toEqual(['order']);
    expect(await desk.list('commands-dlq')).toEqual([]);
  });

  it('finds more than SQS hands over at once, the oldest first, and gives them back', async () => {
    const sent = Array.from({ length: 11 }, (_none, index) => `letter ${index}`);
    await send(ORDERS, ...sent);
    const first = await desk.list();
    expect(bodies(first).toSorted()).toEqual(sent.toSorted());
    expect(first.map(({ sentAt }) => sentAt)).toEqual(first.map(({ sentAt }) => sentAt).toSorted());
    expect(await desk.list()).toHaveLength(11);
  });
});

describe('A letter that is taken in hand', () => {
  it('is hidden from everybody else until it is given back', async () => {
    await send(ORDERS, 'wanted', 'not wanted');
    const taken = await desk.take(undefined, ({ body }) => body === 'wanted');
    expect(bodies(taken)).toEqual(['wanted']);
    expect(bodies(await desk.list())).toEqual(['not wanted']);
    await desk.giveBack(taken);
    expect(bodies(await desk.list()).toSorted()).toEqual(['not wanted', 'wanted']);
  });

  it('is gone once it is removed', async () => {
    await send(ORDERS, 'wanted');
    for (const letter of await desk.take(undefined, () => true)) await desk.remove(letter);
    expect(await desk.list()).toEqual([]);
  });
});
