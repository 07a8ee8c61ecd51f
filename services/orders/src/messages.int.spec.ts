import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { createAuditLog } from '@tradepost/audit/audit-log';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import * as routes from '@tradepost/contracts/orders/routes';
import { http } from '@tradepost/lambda/http/http';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { changesBy, undo } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { type MessagesByConsumer, messagesTo } from '@tradepost/testing/messages-to';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { expectSamples } from '@tradepost/testing/samples';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import type { OrderSeals } from './adapters/order-seals.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { orderCommands } from './commands/order-commands.ts';
import { handler as onPaymentChanged } from './consumers/on-payment-changed.ts';
import { handler as onProductChanged } from './consumers/on-product-changed.ts';
import { createDeps, deps } from './deps.ts';
import { cancelOrder } from './http/cancel-order.ts';
import { correctOrder } from './http/correct-order.ts';
import { placeGuestOrder } from './http/place-guest-order.ts';
import { placeOrder } from './http/place-order.ts';
import { eventsOf } from './streams/publish-events.ts';

const EVENTS = 'tradepost-dev-orders-events';
const OFFERS = 'tradepost-dev-orders-offers';
const ulid = '01JD3XK8WQ4N6T2B9V5M7R0C1E';

let db: DynamoDb;
let queues: Queues;
let messages: MessagesByConsumer;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['orders', 'operations'] });
  queues = await startQueues(['dead-letters']);
  messages = await messagesTo('orders');
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SQS: queues }),
    ORDER_EVENTS_TABLE_NAME: EVENTS,
    ORDER_VIEWS_TABLE_NAME: 'tradepost-dev-orders-views',
    ORDER_NUMBERS_TABLE_NAME: 'tradepost-dev-orders-numbers',
    OFFERS_TABLE_NAME: OFFERS,
    COMMANDS_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    CATALOG_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    PAYMENTS_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    ORDER_LIMITS_TABLE_NAME: 'tradepost-dev-orders-limits',
    NEGOTIATED_PRICE_FLOOR_PERCENT: '0',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
});
afterAll(async () => {
  await db?.stop();
  await queues?.stop();
});

/** Replaces the random correlation id of each request. */
const correlationId = `cor_${ulid}`;

const call = callHttp('orders');
const updateOffers = asFunction('tradepost-dev-orders-on-product-changed', onProductChanged);
const at = (now: string) => ({
  ...createDeps(db.documents, () => now),
  audit: createAuditLog({
    ...{ client: db.documents, tableName: 'tradepost-dev-operations-audit', stage: 'dev', nowMs: Date.now },
  }),
  newOrderId: () => `ord_${ulid}`,
  // That of the samples, however often the order is placed.
  orderNumbers: { claim: async () => '10013', find: async () => undefined },
});

async function publishedBy(changes: readonly ItemChange[]): Promise<readonly CloudEvent[]> {
  const { Records: records } = toStreamEvent(changes);
  return (await Promise.all(records.map((record) => eventsOf(toStreamRecord(record), deps())))).flat();
}

const command = (message: CloudEvent, now = '2026-01-05T09:30:00.640Z') =>
  changesBy(db.documents, EVENTS, async () => {
    const handler = asFunction(
      'tradepost-dev-orders-commands',
      orderCommands(
        () => at(now),
        () => orderSeals,
        () => createOrderTokens(async () => 'key', 'dev'),
      ),
    );
    expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
    // Direct invocation, in which the sender receives the reply.
    expect(await handler(message, toContext())).toMatchObject({
      outcome: 'accepted',
      orderId: `ord_${ulid}`,
    });
  });

const changesByRequest = (name: string, handler: HttpFunction, request: HttpRequestInput) =>
  changesBy(db.documents, EVENTS, async () => {
    const { status } = await call(name, handler, { method: 'POST', ...request });
    expect([200, 201]).toContain(status);
  });

/** Seals have random texts. These have their form. */
const sealed = { contact: 's1..c2VhbGVkIGNvbnRhY3Q', invoice: 's1..c2VhbGVkIGFkZHJlc3M' };
const orderSeals: OrderSeals = {
  seal: async () => ({ subjectId: `sub_${ulid}`, sealed }),
  sealReason: async () => 's1..c2VhbGVkIHJlYXNvbg',
  sealNextAction: async () => 's1..c2VhbGVkIGFjdGlvbg',
  sealCorrected: async () => ({}),
  open: async (orders) => orders.map(() => ({})),
  openInvoice: async () => ({}),
};
const placing = {
  catalogOffers: () => ({ read: async () => new Map() }),
  idFromKey: createIdFromKey(async () => 'pepper'),
  fingerprintOf: async () => 'fpr_1',
  guestHashes: { ofEmail: async () => 'eml_1', ofIp: async () => 'ipa_1' },
  orderSeals,
  paymentTokens: { seal: async () => 's1.Zk3vQ9aB.c2VhbGVkIHRva2Vu' },
};
const body = {
  currency: 'GBP',
  lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
  email: 'ada@example.com',
  shippingAddress: {
    name: 'Ada Lovelace',
    line1: '12 St James Square',
    city: 'London',
    country: 'GB',
  },
  paymentToken: 'tok_approved',
};

const place = (more: object = {}) =>
  changesByRequest(
    'place-order',
    http(routes.placeOrder, (request) =>
      placeOrder({ ...request, correlationId }, { ...at('2026-01-05T09:30:00.000Z'), ...placing }),
    ),
    { body: { ...body, ...more } },
  );

/** Places the order as a guest, whose address has the hash of the sample. */
const placeAsGuest = (emailHash: string) =>
  changesByRequest(
    'place-guest-order',
    http(routes.placeGuestOrder, (request) =>
      placeGuestOrder(
        { ...request, correlationId },
        {
          ...at('2026-01-05T09:30:00.000Z'),
          ...placing,
          acceptsGuests: () => true,
          orderCaps: () => ({ unitsPerLine: 10, unitsPerOrder: 10 }),
          guestHashes: { ofEmail: async () => emailHash, ofIp: async () => 'ipa_1' },
          orderTokens: createOrderTokens(async () => 'key', 'dev'),
        },
      ),
    ),
    { body },
  );

const cancel = () =>
  changesByRequest(
    'cancel-order',
    http(routes.cancelOrder, (request) =>
      cancelOrder({ ...request, correlationId }, { ...at('2026-01-05T10:12:00.000Z'), orderSeals }),
    ),
    { params: { orderId: `ord_${ulid}` }, body: { reason: 'Ordered twice.' } },
  );

/** The seals of the order are opened, and the corrected address is sealed as in the sample. */
const correctingSeals: OrderSeals = {
  ...orderSeals,
  open: async (orders) => {
    const { country: _country, ...invoice } = body.shippingAddress;
    return orders.map(() => ({ contact: { email: body.email }, invoice }));
  },
  sealCorrected: async () => ({ invoice: 's1..Y29ycmVjdGVkIGFkZHJlc3M' }),
};

const correct = () =>
  changesByRequest(
    'correct-order',
    http(routes.correctOrder, (request) => {
      const dependencies = at('2026-01-05T09:45:00.000Z');
      return correctOrder(
        { ...request, correlationId },
        {
          ...dependencies,
          orderSeals: correctingSeals,
          hashEmail: async () => 'eml_1',
          commitCorrection: async (orderId, commit) => {
            await dependencies.orders.commit(orderId, commit);
            return true;
          },
        },
      );
    }),
    {
      method: 'PATCH',
      params: { orderId: `ord_${ulid}` },
      headers: { 'If-Match': '"0"', 'Content-Type': 'application/merge-patch+json' },
      body: { reason: 'a typing error', shippingAddress: { line1: '13 St James Square' } },
    },
  );

describe('messages delivered to orders', () => {
  it('go to consumers that have a spec', () => {
    // The spec of FulfilOrder is beside the saga, that of onSubjectErased is sealed-orders.int.spec.ts.
    expect([...messages.keys()].sort()).toEqual([
      'FulfilOrder',
      'onPaymentChanged',
      'onProductChanged',
      'onSubjectErased',
      'orderCommands',
    ]);
  });

  it('update the projection of offers with every event of the catalogue', async () => {
    const offers = {
      'product-created': { isForSale: false, prices: { GBP: 900, USD: 1200 } },
      // The mug in it has not been stored.
      'product-created.bundle': { isForSale: false, components: [{ sku: 'MUG-BLUE', quantity: 2 }] },
      'product-updated': { isForSale: true, prices: { GBP: 900, USD: 1200 } },
      'price-changed': { isForSale: true, prices: { GBP: 850, EUR: 990 } },
      'product-archived': { isForSale: false, prices: { GBP: 850, EUR: 990 } },
      'variant-changed': { isForSale: true, prices: { GBP: 850 } },
    };
    const found: Record<string, unknown> = {};
    for (const { sample, message } of messages.get('onProductChanged') ?? []) {
      const changes = await changesBy(db.documents, OFFERS, () =>
        updateOffers(toSqsEvent([message]), toContext()),
      );
      const sku = SKU_OF_SAMPLE[sample] ?? 'MUG-BLUE';
      found[sample] = (await deps().offers.find([sku])).get(sku);
      await undo(db.documents, OFFERS, changes);
    }
    expect(found).toMatchObject(offers);
    expect(Object.keys(found).sort()).toEqual(Object.keys(offers).sort());
    expect(await queues.receive('dead-letters')).toEqual([]);
  });

  it('include exactly the commands in OUTCOMES', () => {
    // The spec of published events below executes each of them.
    const commands = (messages.get('orderCommands') ?? []).map(({ sample }) => sample);
    expect(commands.sort()).toEqual(Object.keys(OUTCOMES).sort());
  });
});

/** SKUs of the samples of the catalogue. The others are of MUG-BLUE. */
const SKU_OF_SAMPLE: Readonly<Record<string, string>> = {
  'variant-changed': 'MUG-RED',
  'product-created.bundle': 'GIFT-SET',
};

/** Sample of the event that results from each command, by the command's sample. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'place-order': 'order-placed.with-quote',
  'await-payment': 'order-payment-awaited',
  'confirm-order': 'order-confirmed',
  'reject-order.insufficient-funds': 'order-rejected.insufficient-funds',
  'reject-order.out-of-stock': 'order-rejected.out-of-stock',
  'request-order-link': 'order-link-requested',
  'claim-order': 'order-claimed',
};
/** The commands that concern an order of a guest. */
const OF_GUESTS: ReadonlySet<string> = new Set(['request-order-link', 'claim-order']);
/** The command that needs no order before it. */
const PLACING = 'place-order';

describe('events published by orders', () => {
  beforeAll(async () => {
    const priced = messages.get('onProductChanged')?.find(({ sample }) => sample === 'price-changed');
    await onProductChanged(toSqsEvent([priced?.message ?? '']), toContext());
  });

  it('follow the events of payments: one that was captured is noted, others settle an order that waits', async () => {
    const changed = messages.get('onPaymentChanged') ?? [];
    const paymentId = `pay_${ulid}`;
    expect(await deps().capturedPayments.has(paymentId)).toBe(false);
    const handler = asFunction('tradepost-dev-orders-on-payment-changed', onPaymentChanged);
    const awaiting = messages.get('orderCommands')?.find(({ sample }) => sample === 'await-payment');
    if (awaiting === undefined) throw new Error('there is no sample of AwaitPayment');
    const ends: Record<string, string> = {};
    for (const { sample, message } of changed) {
      const placed = await place();
      // The saga of an order that does not wait for its payment asks payments itself.
      expect(await changesBy(db.documents, EVENTS, () => settle(message))).toEqual([]);
      const awaited = await command(awaiting.message);
      const settled = await changesBy(db.documents, EVENTS, () => settle(message));
      ends[sample] = (await publishedBy(settled)).map(({ type }) => type).join();
      for (const changes of [settled, awaited, placed]) await undo(db.documents, EVENTS, changes);
    }
    expect(ends).toEqual({
      'payment-authorized': 'OrderConfirmed',
      'payment-captured': '',
      'payment-declined': 'OrderRejected',
    });
    expect(await deps().capturedPayments.has(paymentId)).toBe(true);

    async function settle(message: CloudEvent) {
      expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
    }
  });

  it('match the committed samples after placing, confirming, correcting, rejecting and cancelling', async () => {
    const details = { customerId: '17850', note: 'Please ring twice.', reference: 'PO-1815' };
    const placedWithDetails = await firstEventOf(() => place(details));
    const commands = messages.get('orderCommands') ?? [];
    const outcomes: Record<string, CloudEvent | undefined> = {};
    for (const { sample, message } of commands.filter((each) => OF_GUESTS.has(each.sample))) {
      const { emailHash } = message.data as { readonly emailHash: string };
      const byGuest = await placeAsGuest(emailHash);
      outcomes[OUTCOMES[sample] ?? sample] = await firstEventOf(() =>
        command(message, '2026-01-05T11:00:00.100Z'),
      );
      await undo(db.documents, EVENTS, byGuest);
    }

    // The contract has metadata, which carts does not send.
    const metadata = { campaign: 'spring' };
    for (const { sample, message } of commands.filter((each) => each.sample === PLACING))
      outcomes[OUTCOMES[sample] ?? sample] = await firstEventOf(() =>
        command({ ...message, data: { ...Object(message.data), metadata } }, '2026-01-05T09:30:00.000Z'),
      );

    const [placed] = await publishedBy(await place());
    const others = commands.filter(({ sample }) => sample !== PLACING && !OF_GUESTS.has(sample));
    for (const { sample, message } of others) {
      outcomes[OUTCOMES[sample] ?? sample] = await firstEventOf(() => command(message));
    }
    expectSamples('tradepost.orders', 'event', {
      'order-placed': placed,
      'order-placed.with-details': placedWithDetails,
      'order-cancelled': await firstEventOf(cancel),
      'order-corrected': await firstEventOf(correct),
      ...outcomes,
    });
    expect(await queues.receive('dead-letters')).toEqual([]);
  });
});

/** Runs `work`, returns the first event it published, then restores the table. */
async function firstEventOf(work: () => Promise<readonly ItemChange[]>): Promise<CloudEvent | undefined> {
  const changes = await work();
  const [event] = await publishedBy(changes);
  await undo(db.documents, EVENTS, changes);
  return event;
}
