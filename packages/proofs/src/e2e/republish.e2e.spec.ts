import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import type { DeadLetter } from '@tradepost/contracts/operations/model';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createOffers } from './offers.spec-kit.ts';
import { createShop, waitFor } from './shop.ts';

const ORDER_EVENTS = 'tradepost-dev-orders-events';
const FAILURES = 'orders-failures';

const cloud = sharedCloud();
const offers = createOffers(cloud.aws);
const shop = createShop(cloud.url);

afterAll(async () => {
  offers.documents.destroy();
  await shop.api.close();
});

const run = (...args: string[]) => runTradepost(['republish', ...args, '--url', cloud.url]).ended;

const eventsOf = async (subject: string) =>
  (await unwrap(shop.api.GET('/v1/events', { params: { query: { subject } } }))).items;

describe('pnpm tradepost republish', () => {
  it('publishes the event of a product that a consumer never processed, and the consumer acts', async () => {
    await shop.sell('MISSED', 5);
    const params = { path: { sku: 'MISSED' } };
    const { id } = await unwrap(shop.api.GET('/v1/products/by-sku/{sku}', { params }));
    await waitFor('the offer', () => offers.of('MISSED'));
    // A queue may deliver the event twice: its copy would bring the offer back.
    const listed = await waitFor('the lost offer', async () => {
      await offers.lose('MISSED', id);
      const each = await run('catalog', id);
      return (await offers.of('MISSED')) === undefined ? each : undefined;
    });
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('ProductCreated') });
    expect(listed.stdout).toContain('1 events would be published. Add --yes to publish them.');

    expect(await run('catalog', id, '--yes')).toMatchObject({ code: 0, stdout: '1 events published\n' });
    expect(await waitFor('the offer again', () => offers.of('MISSED'))).toMatchObject({ pk: 'sku#MISSED' });
  });

  it('publishes the events of an order in some versions, which the archive keeps once', async () => {
    await shop.sell('ONCE', 5);
    const order = await shop.buy({ sku: 'ONCE', quantities: [1] });
    expect(order.status).toBe('confirmed');
    const before = await waitFor('both events in the archive', async () => {
      const events = await eventsOf(order.id);
      return events.length === 2 ? events : undefined;
    });
    const { code, stdout } = await run(
      'orders',
      order.id,
      'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      '--from',
      '1',
      '--yes',
    );
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: '1 events published\nord_01JD3XK8WQ4N6T2B9V5M7R0C1E: orders stores no aggregate with this id\n',
    });
    const [act] = (await eventsOf('republications')).filter(
      ({ data }) => (data as { aggregateId: string }).aggregateId === order.id,
    );
    expect(act).toMatchObject({ type: 'EventsRepublished', data: { service: 'orders', fromVersion: 1 } });
    expect(await eventsOf(order.id)).toEqual(before);
    expect((await shop.stockOf('ONCE')).available).toBe(4);
    for (const [service, id, type] of [
      ['payments', order.paymentId, 'PaymentAuthorized'],
      ['inventory', order.reservationId, 'StockCommitted'],
      ['inventory', 'ONCE', 'StockAdjusted'],
    ] as const) {
      expect(await run(service, id)).toMatchObject({ code: 0, stdout: expect.stringContaining(type) });
    }
  });

  it('reports a service that publishes nothing', async () => {
    const { code, stderr } = await run('moon', 'x');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('UNKNOWN_PUBLISHER') });
  });
});

describe('a stored event that cannot be published', () => {
  const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C2F';
  const deadLetters = async () => {
    const query = { queue: FAILURES };
    const { items } = await unwrap(shop.api.GET('/v1/dead-letters', { params: { query } }));
    return items.filter(({ subject }) => subject === orderId);
  };

  it('is in the failures queue with its content, while other orders are processed', async () => {
    await shop.sell('GOES-ON', 5);
    await offers.documents.send(
      new PutCommand({
        TableName: ORDER_EVENTS,
        Item: {
          ...{ pk: `order#${orderId}`, sk: 0, id: orderId, version: 0, events: [{ type: 'Nonsense' }] },
          ...{ at: '2026-01-01T00:00:00.000Z', actor: 'a-test', correlationId: 'cor_1' },
        },
      }),
    );
    // One of the publisher, and one of the projection.
    const found = await waitFor('the records', async (): Promise<readonly DeadLetter[] | undefined> => {
      const all = await deadLetters();
      return all.length === 2 ? all : undefined;
    });
    expect(found[0]).toMatchObject({ kind: 'records', service: 'orders', correlationId: 'cor_1' });
    const order = await shop.buy({ sku: 'GOES-ON', quantities: [1] });
    expect(order.status).toBe('confirmed');

    const path = { deadLetterId: found[0]?.id ?? '' };
    const { body } = await unwrap(shop.api.GET('/v1/dead-letters/{deadLetterId}', { params: { path } }));
    expect(JSON.parse(body).Records[0].dynamodb.NewImage.events).toEqual({
      L: [{ M: { type: { S: 'Nonsense' } } }],
    });
    const redriven = await shop.api.POST('/v1/dead-letters/{deadLetterId}/redrive', { params: { path } });
    expect(redriven.error).toMatchObject({ code: 'DEAD_LETTER_NOT_REDRIVEN' });
    expect(await deadLetters()).toHaveLength(2);
  });
});
