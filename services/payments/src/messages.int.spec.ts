import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  authorizePayment,
  capturePayment,
  refundPayment,
  voidPayment,
} from '@tradepost/contracts/payments/commands';
import { sampleOf } from '@tradepost/contracts/samples';
import { asFunction } from '@tradepost/testing/as-function';
import { changesBy, undo } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type ConsumerMessage, type MessagesByConsumer, messagesTo } from '@tradepost/testing/messages-to';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { expectSamples } from '@tradepost/testing/samples';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import { paymentCommands } from './commands/payment-commands.ts';
import { deps } from './deps.ts';
import { type Notice, recordNotice } from './domain/record-notice.ts';
import { putEnvironment } from './payments.spec-kit.ts';
import { createCommandDeps } from './provider-deps.ts';
import { eventsOf } from './streams/publish-events.ts';

const TABLES = ['tradepost-dev-payments-events', 'tradepost-dev-payments-simulated-provider'] as const;
const paymentId = 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E';

let db: DynamoDb;
let queues: Queues;
let secrets: Secrets;
let messages: MessagesByConsumer;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
  queues = await startQueues(['dead-letters']);
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  messages = await messagesTo('payments');
  putEnvironment(
    { db, secrets },
    {
      ...sdkEnvironment({ DYNAMODB: db, SECRETS_MANAGER: secrets, SQS: queues }),
      COMMANDS_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    },
  );
});
afterAll(async () => {
  await db?.stop();
  await queues?.stop();
  await secrets?.stop();
});

/** Changes by a command: of the event store, and of the simulated provider's table. */
type Changed = readonly [readonly ItemChange[], readonly ItemChange[]];

/** Returns the changes by a command that arrives in the inbox and is repeated by direct invocation. */
async function command(now: string, message: CloudEvent, outcome = 'accepted'): Promise<Changed> {
  const handler = asFunction(
    'tradepost-dev-payments-commands',
    paymentCommands(() => ({
      ...createCommandDeps(db.documents, () => now),
      // The token of the sample is sealed by the spec of orders, which has another key.
      paymentTokens: {
        seal: async () => 's1.Zk3vQ9aB.c2VhbGVk',
        open: async () => (outcome === 'rejected' ? 'tok_insufficient_funds' : 'tok_approved'),
      },
    })),
  );
  let inBooks: readonly ItemChange[] = [];
  const inLog = await changesBy(db.documents, TABLES[0], async () => {
    inBooks = await changesBy(db.documents, TABLES[1], async () => {
      expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
      expect(await handler(message, toContext())).toMatchObject({ outcome });
    });
  });
  return [inLog, inBooks];
}

const DISPUTE: Notice = {
  provider: 'simulated',
  providerReference: 'ch_s7hjjktlupRCg_yoaA82sJ',
  amount: { amountMinor: 1_700, currency: 'GBP' },
  result: {
    type: 'disputed',
    disputeId: 'dp_1PgafmB7WZ01zgkW6dKueIc5',
    status: 'open',
    reason: 'fraudulent',
    feeMinor: 1_500,
  },
};

/** Returns the changes by a provider's report. */
async function report(now: string, notice: Notice): Promise<Changed> {
  const { payments } = createCommandDeps(db.documents, () => now);
  const cause = { actor: 'provider:simulated', correlationId: authorize.correlationid };
  const inLog = await changesBy(db.documents, TABLES[0], async () => {
    expect(await payments.execute(paymentId, recordNotice(notice), cause)).not.toHaveProperty('rejection');
  });
  return [inLog, []];
}

async function revert([inLog, inBooks]: Changed): Promise<void> {
  await undo(db.documents, TABLES[0], inLog);
  await undo(db.documents, TABLES[1], inBooks);
}

/** Runs `work`, returns the first event it published, then reverts its changes. */
async function oneWay(work: () => Promise<Changed>): Promise<CloudEvent | undefined> {
  const changed = await work();
  await revert(changed);
  return publishedBy(changed);
}

function publishedBy([inLog]: Changed): CloudEvent | undefined {
  const { Records: records } = toStreamEvent(inLog);
  return records.flatMap((record) => eventsOf(toStreamRecord(record)))[0];
}

const authorize = sampleOf(authorizePayment);

/** Brings the payment into the state in which a sample command has an effect; returns the changes. */
async function untilReadyFor(sample: string): Promise<readonly Changed[]> {
  if (sample === 'authorize-payment') return [];
  const authorized = await command('2026-01-05T09:30:00.350Z', authorize);
  if (sample === 'void-remainder') {
    const part = {
      captureId: 'cap_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      amount: { amountMinor: 700, currency: 'GBP' },
    };
    const message = sampleOf(capturePayment);
    const data = { ...(message.data as object), ...part };
    return [authorized, await command('2026-01-06T14:00:00.100Z', { ...message, data })];
  }
  if (sample !== 'refund-payment') return [authorized];
  return [authorized, await command('2026-01-06T14:00:00.100Z', sampleOf(capturePayment))];
}

const byRule = ({ rule }: ConsumerMessage) => rule !== undefined;

describe('messages that payments consumes', () => {
  it('have a consumer that is tested here', () => {
    expect([...messages.keys()]).toEqual(['paymentCommands']);
  });

  it('include a void for each order that ended, as in the committed samples', () => {
    const brought = messages.get('paymentCommands')?.filter(byRule) ?? [];
    expect(brought.map(({ sample }) => sample)).toEqual([
      'order-cancelled',
      'order-rejected.insufficient-funds',
      'order-rejected.out-of-stock',
    ]);
    const [, voidCommand] = brought;
    expectSamples('tradepost.payments', 'command', { 'void-payment': voidCommand?.message });
  });

  it('authorize, capture, release, refund and void the payment', async () => {
    const reached: Record<string, string> = {};
    for (const { sample, message } of messages.get('paymentCommands') ?? []) {
      const before = await untilReadyFor(sample);
      const changed = await command('2026-01-13T12:00:00.000Z', message);
      const { state } = await deps().payments.load(paymentId);
      reached[sample] =
        state.status === 'captured' ? `captured, ${state.refunds.length} refunds` : state.status;
      for (const each of [changed, ...before.toReversed()]) await revert(each);
    }
    expect(reached).toEqual({
      'authorize-payment': 'authorized',
      'capture-payment': 'captured, 0 refunds',
      'refund-payment': 'captured, 1 refunds',
      'void-payment': 'voided',
      'void-remainder': 'captured, 0 refunds',
      'order-cancelled': 'voided',
      'order-rejected.insufficient-funds': 'voided',
      'order-rejected.out-of-stock': 'voided',
    });
    expect(await queues.receive('dead-letters')).toEqual([]);
  });
});

describe('events that payments publishes', () => {
  it('equal the committed samples', async () => {
    const voidedInAdvance = await oneWay(() => command('2026-01-05T09:30:02.000Z', sampleOf(voidPayment)));
    const declinedPayment = await oneWay(() => command('2026-01-05T09:30:00.350Z', authorize, 'rejected'));
    const authorized = await command('2026-01-05T09:30:00.350Z', authorize);
    const voided = await oneWay(() => command('2026-01-05T09:30:02.000Z', sampleOf(voidPayment)));
    const captured = await command('2026-01-06T14:00:00.100Z', sampleOf(capturePayment));
    const disputed = await oneWay(() => report('2026-02-02T08:00:00.000Z', DISPUTE));
    const refunded = await command('2026-01-12T10:00:00.100Z', sampleOf(refundPayment));
    expectSamples('tradepost.payments', 'event', {
      'payment-authorized': publishedBy(authorized),
      'payment-declined': declinedPayment,
      'payment-captured': publishedBy(captured),
      'payment-disputed': disputed,
      'payment-refunded': publishedBy(refunded),
      'payment-voided': voided,
      'payment-voided.in-advance': voidedInAdvance,
    });
  });
});
