import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  changeReservation,
  commitStock,
  dispatchStock,
  releaseStock,
  reserveStock,
} from '@tradepost/contracts/inventory/commands';
import * as routes from '@tradepost/contracts/inventory/routes';
import { sampleOf } from '@tradepost/contracts/samples';
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
import { toSqsEvent } from '@tradepost/testing/sqs';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import { stockCommands } from './commands/stock-commands.ts';
import { handler as onProductChanged } from './consumers/on-product-changed.ts';
import { audit } from './deps.ts';
import { adjustStock } from './http/adjust-stock.ts';
import { setStock } from './http/set-stock.ts';
import { depsAt, putEnvironment, TABLE_NAME } from './inventory.spec-kit.ts';
import { expireReservations } from './schedules/expire-reservations.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const ulid = '01JD3XK8WQ4N6T2B9V5M7R0C1E';
const reservationId = `res_${ulid}`;

let db: DynamoDb;
let queues: Queues;
let messages: MessagesByConsumer;
let restore: () => void;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['inventory', 'operations'] });
  queues = await startQueues(['dead-letters']);
  messages = await messagesTo('inventory');
  restore = putEnvironment(db.endpoint);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    COMMANDS_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
    CATALOG_DEAD_LETTERS_URL: queues.urlOf('dead-letters'),
  });
});
afterAll(async () => {
  restore?.();
  await db?.stop();
  await queues?.stop();
});

/** Dependencies at an instant, with an id derived from it. */
const at = (now: string) => ({
  ...depsAt(db.documents, now),
  audit: audit(),
  newAdjustmentId: () => `adj_${now.replaceAll(/\D/g, '').padStart(ulid.length, '0')}`,
});
const call = callHttp('inventory');
const changes = (work: () => Promise<unknown>) => changesBy(db.documents, TABLE_NAME, work);

/** Returns the changes by a command that arrives in the inbox and is repeated by direct invocation. */
const command = (now: string, message: CloudEvent, outcome = 'accepted') =>
  changes(async () => {
    const handler = asFunction(
      'tradepost-dev-inventory-commands',
      stockCommands(() => at(now)),
    );
    expect(await handler(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
    expect(await handler(message, toContext())).toMatchObject({ outcome });
  });

/** Replaces the id that the middleware generates for each request. */
const correlationId = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1A';

const changesByRequest = (name: string, handler: HttpFunction, request: HttpRequestInput) =>
  changes(async () => {
    const { status } = await call(name, handler, request);
    expect([200, 201]).toContain(status);
  });

const receive = (now: string, delta: number) =>
  changesByRequest(
    'adjust-stock',
    http(routes.adjustStock, (request) =>
      adjustStock(
        { ...request, correlationId },
        {
          ...at(now),
          newAdjustmentId: () => `adj_${ulid}`,
          idFromKey: createIdFromKey(async () => 'pepper'),
        },
      ),
    ),
    { method: 'POST', params: { sku: 'MUG-BLUE' }, body: { delta, reason: 'received' } },
  );

const count = (now: string, onHand: number) =>
  changesByRequest(
    'set-stock',
    http(routes.setStock, (request) => setStock({ ...request, correlationId }, at(now))),
    {
      method: 'PUT',
      params: { sku: 'MUG-BLUE', location: 'main' },
      body: { onHand, lowStockThreshold: 10 },
    },
  );

const expire = (now: string) =>
  changes(() =>
    asFunction(
      'tradepost-dev-inventory-expire-reservations',
      expireReservations,
    )({ ...at(now), logger: { info: () => undefined, error: () => undefined } }),
  );

function said(changed: readonly ItemChange[], type: string): CloudEvent | undefined {
  const { Records: records } = toStreamEvent(changed);
  const events = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
  return events.find((event) => event.type === type);
}

/** Runs `work`, returns its changes, then reverts them. */
async function oneWay(work: () => Promise<readonly ItemChange[]>): Promise<readonly ItemChange[]> {
  const changed = await work();
  await undo(db.documents, TABLE_NAME, changed);
  return changed;
}

describe('messages that inventory consumes', () => {
  it('have a consumer that is tested here', () => {
    expect([...messages.keys()].sort()).toEqual(['onProductChanged', 'stockCommands']);
  });

  it('include a release for each order that ended, as in the committed samples', () => {
    const brought = messages.get('stockCommands')?.filter(({ rule }) => rule !== undefined) ?? [];
    expect(brought.map(({ sample }) => sample)).toEqual([
      'order-cancelled',
      'order-rejected.insufficient-funds',
      'order-rejected.out-of-stock',
    ]);
    const [, release] = brought;
    expectSamples('tradepost.inventory', 'command', { 'release-stock': release?.message });
  });

  it('update the projection of bundles', async () => {
    const save = asFunction('tradepost-dev-inventory-on-product-changed', onProductChanged);
    const found: Record<string, unknown> = {};
    for (const { sample, message } of messages.get('onProductChanged') ?? []) {
      expect(await save(toSqsEvent([message]), toContext())).toEqual({ batchItemFailures: [] });
      found[sample] = [...(await at('').bundles.find(['GIFT-SET', 'MUG-BLUE', 'MUG-RED'])).keys()];
    }
    expect(found).toEqual({
      'price-changed': [],
      'product-archived': [],
      'product-created': [],
      'product-created.bundle': ['GIFT-SET'],
      'product-updated': ['GIFT-SET'],
      'variant-changed': ['GIFT-SET'],
    });
    expect(await queues.receive('dead-letters')).toEqual([]);
  });

  it('reserve, commit and release units', async () => {
    const received = await receive('2026-01-05T08:30:00.000Z', 100);
    const reached: Record<string, unknown> = {};
    for (const { sample, message } of messages.get('stockCommands') ?? []) {
      const first = sampleOf(reserveStock, 'cart' in Object(message.data) ? 'cart' : undefined);
      const held = await command('2026-01-05T09:30:00.200Z', first);
      const sold =
        sample === 'dispatch-stock' ? await command('2026-01-05T09:30:00.300Z', sampleOf(commitStock)) : [];
      const changed = await command('2026-01-05T09:30:00.500Z', message);
      const { status } = (await at('').reservations.load(reservationId)).state;
      const [stock] = await at('').stock.ofSkus(['MUG-BLUE']);
      reached[sample] = [status, stock?.[0]?.available];
      await undo(db.documents, TABLE_NAME, [...changed, ...sold, ...held]);
    }
    expect(reached).toEqual({
      'reserve-stock': ['held', 98],
      'commit-stock': ['committed', 98],
      'dispatch-stock': ['dispatched', 98],
      'release-stock': ['released', 100],
      'reserve-stock.cart': ['held', 98],
      'change-reservation': ['held', 97],
      'extend-reservation': ['held', 98],
      'release-stock.cart': ['released', 100],
      'order-cancelled': ['released', 100],
      'order-rejected.insufficient-funds': ['released', 100],
      'order-rejected.out-of-stock': ['released', 100],
    });
    await undo(db.documents, TABLE_NAME, received);
    expect(await queues.receive('dead-letters')).toEqual([]);
  });
});

describe('events that inventory publishes', () => {
  it('equal the committed samples', async () => {
    // Only one unit is left.
    await count('2026-01-05T08:20:00.000Z', 1);
    const refused = await oneWay(() =>
      command('2026-01-05T09:30:00.200Z', sampleOf(reserveStock), 'rejected'),
    );
    const adjusted = await receive('2026-01-05T08:30:00.000Z', 100);

    const ofCart = await command('2026-01-05T09:25:00.200Z', sampleOf(reserveStock, 'cart'));
    const takenOver = await oneWay(() => command('2026-01-05T09:30:00.200Z', sampleOf(reserveStock)));
    const changed = await oneWay(() => command('2026-01-05T09:26:00.200Z', sampleOf(changeReservation)));
    await undo(db.documents, TABLE_NAME, ofCart);
    const reserved = await command('2026-01-05T09:30:00.200Z', sampleOf(reserveStock));
    const expired = await oneWay(() => expire('2026-01-05T10:00:01.000Z'));
    const released = await oneWay(() => command('2026-01-05T09:30:02.000Z', sampleOf(releaseStock)));
    const committed = await command('2026-01-05T09:30:00.500Z', sampleOf(commitStock));
    const dispatched = await oneWay(() => command('2026-01-06T09:30:00.500Z', sampleOf(dispatchStock)));

    expectSamples('tradepost.inventory', 'event', {
      'stock-adjusted': said(adjusted, 'StockAdjusted'),
      'stock-reserved': said(reserved, 'StockReserved'),
      'stock-reserved.cart': said(ofCart, 'StockReserved'),
      'reservation-changed': said(changed, 'ReservationChanged'),
      'reservation-taken-over': said(takenOver, 'ReservationTakenOver'),
      'stock-reservation-refused': said(refused, 'StockReservationRefused'),
      'stock-committed': said(committed, 'StockCommitted'),
      'stock-dispatched': said(dispatched, 'StockDispatched'),
      'stock-released.requested': said(released, 'StockReleased'),
      'stock-released.expired': said(expired, 'StockReleased'),
      'stock-low': said(await count('2026-01-06T08:00:00.000Z', 12), 'StockLow'),
      'stock-depleted': said(await count('2026-01-07T08:00:00.000Z', 2), 'StockDepleted'),
    });
  });
});
