import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unwrap } from '@tradepost/client/client';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { releaseStock } from '@tradepost/contracts/inventory/commands';
import type { DeadLetter } from '@tradepost/contracts/operations/model';
import { orderPlaced, orderRejected } from '@tradepost/contracts/orders/events';
import { subjectOf } from '@tradepost/testing/claims';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { toMessage } from '@tradepost/testing/messages';
import { createShop, type Shop, waitFor } from './shop.ts';

let cloud: TestCloud;
let shop: Shop;
let sqs: SQSClient;
let streams: DynamoDBStreamsClient;

beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  sqs = new SQSClient(cloud.aws);
  streams = new DynamoDBStreamsClient(cloud.aws);
  shop = createShop(cloud.url);
});

afterAll(async () => {
  sqs?.destroy();
  streams?.destroy();
  await shop?.api.close();
  await cloud?.stop();
});

async function send(queue: string, body: string, attributes: Readonly<Record<string, string>> = {}) {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${cloud.aws.endpoint}/000000000000/tradepost-dev-${queue}`,
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      ),
    }),
  );
}

const list = async (queue?: string) => {
  const query = queue === undefined ? {} : { queue };
  return (await unwrap(shop.api.GET('/v1/dead-letters', { params: { query } }))).items;
};
const deadLetterIn = (queue: string, wanted: (deadLetter: DeadLetter) => boolean = () => true) =>
  waitFor(`a message in ${queue}`, async () => (await list(queue)).find(wanted) as DeadLetter | undefined);
const redrive = (deadLetterId: string) =>
  unwrap(shop.api.POST('/v1/dead-letters/{deadLetterId}/redrive', { params: { path: { deadLetterId } } }));

const discard = (deadLetterId: string, reason: string) => {
  const params = { path: { deadLetterId } };
  return unwrap(shop.api.POST('/v1/dead-letters/{deadLetterId}/discard', { params, body: { reason } }));
};

async function auditEntriesOf(deadLetter: DeadLetter) {
  const query = { subject: 'dead-letters' };
  const { items } = await unwrap(shop.api.GET('/v1/events', { params: { query } }));
  const entries = items.map(
    ({ type, data }) => ({ type, data }) as { type: string; data: Record<string, unknown> },
  );
  return entries.filter(({ data }) => (data['deadLetter'] as DeadLetter).id === deadLetter.id);
}

describe('a poison message', () => {
  it('is listed, shown with its failures, and discarded with a reason, which is recorded', async () => {
    await send('orders-commands', '{"poison":');
    const deadLetter = await deadLetterIn('orders-commands-dlq');
    expect(deadLetter).toMatchObject({ service: 'orders', kind: 'message', reason: '# is not JSON' });
    expect((await list()).map(({ id }) => id)).toContain(deadLetter.id);

    const path = { deadLetterId: deadLetter.id };
    const details = await waitFor('its attempts in the log', async () => {
      const found = await unwrap(shop.api.GET('/v1/dead-letters/{deadLetterId}', { params: { path } }));
      return found.failures.length > 0 ? found : undefined;
    });
    expect(details.body).toBe('{"poison":');
    expect(details.failures).toMatchObject([{ functionName: 'tradepost-dev-orders-commands' }]);

    await discard(deadLetter.id, 'A test of the warehouse.');
    expect(await list('orders-commands-dlq')).toEqual([]);
    expect(await auditEntriesOf(deadLetter)).toMatchObject([
      {
        type: 'DeadLetterDiscarded',
        data: { reason: 'A test of the warehouse.', by: subjectOf(await cloud.token()) },
      },
    ]);
    const { error } = await shop.api.GET('/v1/dead-letters/{deadLetterId}', { params: { path } });
    expect(error).toMatchObject({ code: 'DEAD_LETTER_NOT_FOUND' });
  });

  it('is shown with its card number redacted, and is redriven unchanged', async () => {
    await send('payments-commands', '{"token":"4242 4242 4242 4242","phone":"+49 151 23456001"');
    const deadLetter = await deadLetterIn('payments-commands-dlq');
    const show = async (deadLetterId: string) =>
      unwrap(shop.api.GET('/v1/dead-letters/{deadLetterId}', { params: { path: { deadLetterId } } }));
    expect((await show(deadLetter.id)).body).toContain('{"token":"**** **** **** ****"');
    await redrive(deadLetter.id);
    const again = await deadLetterIn('payments-commands-dlq', ({ id }) => id !== deadLetter.id);
    expect((await show(again.id)).body).toContain('{"token":"**** **** **** ****"');
    const shown = await runTradepost(['dead-letters', 'show', again.id, '--url', cloud.url]).ended;
    expect(shown.stdout).toContain('**** **** **** ****');
    expect(shown.stdout).not.toContain('4242');
    await discard(again.id, 'done');
  });

  it('returns to the queue after a redrive, with its reason, as long as its cause exists', async () => {
    await send('inventory-commands', '[]');
    const deadLetter = await deadLetterIn('inventory-commands-dlq');
    await redrive(deadLetter.id);
    const again = await deadLetterIn('inventory-commands-dlq', ({ id }) => id !== deadLetter.id);
    expect(again.reason).toBe(deadLetter.reason);
    await discard(again.id, 'done');
  });
});

describe('a message that failed too often', () => {
  it('is processed after a redrive, and leaves the queue', async () => {
    const reservationId = 'res_01JD3XK8WQ4N6T2B9V5M7R0C1E';
    const command = toMessage(
      releaseStock,
      { reservationId, orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E' },
      { id: 'late', source: 'tradepost.orders', subject: reservationId },
    );
    await send('inventory-commands-dlq', JSON.stringify(command));
    const deadLetter = await deadLetterIn('inventory-commands-dlq');
    expect(deadLetter).toMatchObject({ type: 'ReleaseStock', subject: reservationId });
    await redrive(deadLetter.id);
    const path = { reservationId };
    await waitFor('the reservation to be released', async () => {
      const { data } = await shop.api.GET('/v1/reservations/{reservationId}', { params: { path } });
      return data?.status === 'released';
    });
    expect(await list('inventory-commands-dlq')).toEqual([]);
    expect(await auditEntriesOf(deadLetter)).toMatchObject([{ type: 'DeadLetterRedriven' }]);
  });
});

/** A rule, its target, and the dead-letter queue for events that cannot be delivered to it. */
type Route = { readonly rule: string; readonly target: string; readonly queue: string };

/** Sends a message as EventBridge sends it to a dead-letter queue for an undeliverable event. */
async function sendUndelivered(event: CloudEvent, { rule, target, queue }: Route) {
  const body = JSON.stringify({ source: event.source, 'detail-type': event.type, detail: event });
  await send(queue, body, {
    RULE_ARN: `arn:aws:events:us-east-1:000000000000:rule/tradepost-dev/tradepost-dev-${rule}`,
    TARGET_ARN: target,
    ERROR_CODE: 'NO_PERMISSIONS',
  });
}

const attributesOf = (id: string) => ({ id, source: 'tradepost.orders', subject: id, correlationId: id });
const placed = (id: string) =>
  toMessage(
    orderPlaced,
    { orderId: 'nonsense', reservationId: 'nonsense', lines: [] } as never,
    attributesOf(id),
  );

const isArchived = (subject: string, id: string) =>
  waitFor(`${id} to be logged`, async () => {
    const { items } = await unwrap(shop.api.GET('/v1/events', { params: { query: { subject } } }));
    return items.find((event) => event.id === id);
  });

const EVENT_ARCHIVE: Route = {
  queue: 'platform-failures',
  rule: 'platform-every-event',
  target: 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-platform-events',
};
const SAGA: Route = {
  queue: 'orders-failures',
  rule: 'orders-fulfil-order',
  target: 'arn:aws:states:us-east-1:000000000000:stateMachine:tradepost-dev-orders-fulfil-order',
};
const VOIDS: Route = {
  queue: 'payments-failures',
  rule: 'payments-order-ended',
  target: 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-payments-commands',
};

/** Waits for the dead-letter message of orders that shows that an invalid saga ran, and discards it. */
async function sagaRan(id: string) {
  const deadLetter = await deadLetterIn('orders-commands-dlq', ({ correlationId }) => correlationId === id);
  await discard(deadLetter.id, 'nonsense');
}

describe('an event or a stream batch that failed', () => {
  beforeAll(async () => {
    await shop.sell('REDRIVEN', 5);
    await shop.buy({ sku: 'REDRIVEN', quantities: [1] });
  });

  it('is redriven to the target of the rule that could not deliver it, a queue or a workflow', async () => {
    for (const [id, route] of [
      ['ord_lost', EVENT_ARCHIVE],
      ['saga_lost', SAGA],
    ] as const) {
      await sendUndelivered(placed(id), route);
      const deadLetter = await deadLetterIn(route.queue);
      expect(deadLetter).toMatchObject({ kind: 'delivery', type: 'OrderPlaced', reason: 'NO_PERMISSIONS' });
      await redrive(deadLetter.id);
    }
    await isArchived('ord_lost', 'ord_lost');
    await sagaRan('saga_lost');
  });

  it('is redriven to the target as the command that the rule transforms it into', async () => {
    const of = '01JD3XK8WQ4N6T2B9V5M7R0C1E';
    const paymentId = `pay_${of}`;
    const rejection = { code: 'OUT_OF_STOCK' };
    const facts = { orderId: `ord_${of}`, reservationId: `res_${of}`, paymentId, rejection };
    await sendUndelivered(toMessage(orderRejected, facts as never, attributesOf('rejected_lost')), VOIDS);
    const deadLetter = await deadLetterIn(VOIDS.queue);
    expect(deadLetter).toMatchObject({ kind: 'delivery', type: 'OrderRejected' });
    await redrive(deadLetter.id);
    await waitFor('the payment to be voided', async () => {
      const { data } = await shop.api.GET('/v1/payments/{paymentId}', { params: { path: { paymentId } } });
      return data?.status === 'voided';
    });
  });

  it('is read from the stream again, and passed to the function that gave up on it', async () => {
    await send('orders-failures', JSON.stringify(await givenUp('orders-events', 'orders-publish-events')));
    const deadLetter = await deadLetterIn('orders-failures');
    expect(deadLetter).toMatchObject({ kind: 'records', reason: 'RetryAttemptsExhausted' });
    await redrive(deadLetter.id);
    expect(await list('orders-failures')).toEqual([]);
  });

  it('stays in the queue if it names a function or a rule that does not use this queue', async () => {
    const batch = await givenUp('orders-events', 'orders-publish-events');
    const functionArn = batch.requestContext.functionArn.replace('publish-events', 'commands');
    const otherFunction = { ...batch, requestContext: { ...batch.requestContext, functionArn } };
    await send('orders-failures', JSON.stringify(otherFunction));
    await send('payments-failures', JSON.stringify(batch));
    await sendUndelivered(placed('forged'), { ...EVENT_ARCHIVE, queue: 'inventory-failures' });
    await sendUndelivered(placed('forged'), VOIDS);
    for (const queue of ['orders-failures', 'payments-failures', 'inventory-failures']) {
      const deadLetter = await deadLetterIn(queue);
      const path = { deadLetterId: deadLetter.id };
      const { error } = await shop.api.POST('/v1/dead-letters/{deadLetterId}/redrive', { params: { path } });
      expect([queue, error]).toMatchObject([queue, { status: 409, code: 'DEAD_LETTER_MISMATCH' }]);
    }
    const answer = await unwrap(shop.api.POST('/v1/dead-letters/redrive', { body: {} }));
    expect(answer).toMatchObject({ redriven: 0, remaining: 0 });
    expect(answer.failed).toHaveLength(4);
    for (const { id } of await list()) await discard(id, 'forged');
  });

  it('is redriven together with all others', async () => {
    await sendUndelivered(placed('ord_lost_too'), EVENT_ARCHIVE);
    await sendUndelivered(placed('saga_lost_too'), SAGA);
    await send('orders-failures', JSON.stringify(await givenUp('orders-events', 'orders-publish-events')));
    await deadLetterIn('orders-failures');
    const answer = await unwrap(shop.api.POST('/v1/dead-letters/redrive', { body: {} }));
    expect(answer).toEqual({ redriven: 3, failed: [], remaining: 0 });
    await isArchived('ord_lost_too', 'ord_lost_too');
    await sagaRan('saga_lost_too');
  });
});

describe('pnpm tradepost dead-letters redrive --all', () => {
  it('redrives all messages of a queue once, though they return meanwhile', async () => {
    for (const body of ['one', 'two', 'three']) await send('payments-commands', body);
    await waitFor('three messages', async () => (await list('payments-commands-dlq')).length === 3);
    const args = ['redrive', '--all', '--queue', 'payments-commands-dlq', '--url', cloud.url];
    const { code, stdout } = await runTradepost(['dead-letters', ...args]).ended;
    expect([code, stdout.trim()]).toEqual([0, '3 redriven']);
    await waitFor('three messages again', async () => (await list('payments-commands-dlq')).length === 3);
    const listed = await runTradepost(['dead-letters', 'list', '--url', cloud.url]).ended;
    expect(listed.stdout).toContain('payments-commands-dlq');
  });
});

/** Returns the message that Lambda sends to the failure destination for the first record of a table's stream. */
async function givenUp(table: string, functionName: string) {
  const { Streams = [] } = await streams.send(
    new ListStreamsCommand({ TableName: `tradepost-dev-${table}` }),
  );
  const streamArn = Streams[0]?.StreamArn ?? '';
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  for (const { ShardId: shardId = '' } of StreamDescription?.Shards ?? []) {
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
    const sequence = Records[0]?.dynamodb?.SequenceNumber;
    if (sequence === undefined) continue;
    return {
      requestContext: {
        functionArn: `arn:aws:lambda:us-east-1:000000000000:function:tradepost-dev-${functionName}`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 21,
      },
      DDBStreamBatchInfo: {
        // Replaces the engine's region by that of the local cloud, as in records and batches.
        ...{ shardId, batchSize: 1 },
        streamArn: streamArn.replace(/^(arn:aws:dynamodb):[^:]*:/, '$1:us-east-1:'),
        startSequenceNumber: sequence,
        endSequenceNumber: sequence,
      },
    };
  }
  throw new Error('the stream has no record');
}
