import { unwrap } from '@tradepost/client/client';
import { type OrderTimeline, orderTimeline } from '@tradepost/contracts/operations/model';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, waitFor } from './shop.ts';

const cloud = sharedCloud();
const shop = createShop(cloud.url);
afterAll(() => shop.api.close());

const FRESH = { maxAgeSeconds: 0 };

/** Waits for a timeline with these entries, since the event archive and the logs are updated a moment later. */
function timelineWith(orderId: string, ...wanted: readonly string[]): Promise<OrderTimeline> {
  return waitFor(`${wanted.join(', ')} in the timeline of ${orderId}`, async () => {
    const params = { path: { orderId }, query: FRESH };
    const { data } = await shop.api.GET('/v1/orders/{orderId}/timeline', { params });
    const timeline = data && orderTimeline.parse(data);
    const found = timeline?.entries.map(({ kind, name }) => `${kind} ${name}`) ?? [];
    return wanted.every((each) => found.includes(each)) ? timeline : undefined;
  });
}

const inShort = ({ entries }: OrderTimeline) =>
  entries.map(({ kind, name, outcome, code }) => [kind, name, outcome ?? code].filter(Boolean).join(' '));

describe('the timeline of an order whose payment was declined', () => {
  let timeline: OrderTimeline;
  beforeAll(async () => {
    await shop.sell('TIMELINE-DECLINED', 10);
    const { id } = await shop.buy({ sku: 'TIMELINE-DECLINED', quantities: [2], token: 'tok_declined' });
    timeline = await timelineWith(id, 'event PaymentDeclined', 'event StockReleased', 'command ReleaseStock');
  });

  it('has the whole chain, in its order, with the release of the stock', () => {
    const entries = inShort(timeline);
    const chain = [
      'request POST /v1/orders',
      'event OrderPlaced',
      'execution tradepost-dev-orders-fulfil-order',
      'step ReserveStock succeeded',
      'command ReserveStock accepted',
      'event StockReserved',
      'step AuthorizePayment succeeded',
      'command AuthorizePayment rejected',
      'event PaymentDeclined',
      'step PaymentRefused',
      'command RejectOrder accepted',
      'event OrderRejected PAYMENT_DECLINED',
      'execution tradepost-dev-orders-fulfil-order succeeded',
      'command ReleaseStock accepted',
      'event StockReleased',
    ];
    expect(entries).toEqual(expect.arrayContaining(chain));
    const commands = ['ReserveStock', 'AuthorizePayment', 'RejectOrder', 'ReleaseStock'];
    const ofCommands = timeline.entries.filter(
      ({ kind, name }) => kind === 'command' && commands.includes(name),
    );
    expect(ofCommands.map(({ name }) => name)).toEqual(commands);
    expect(timeline.complete).toBe(true);
  });

  it('is in the order of time, with durations, and has one correlation id', () => {
    const times = timeline.entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(timeline.correlationIds).toHaveLength(1);
    for (const { kind, durationMs } of timeline.entries) {
      if (kind === 'command' || kind === 'request') expect(durationMs).toBeGreaterThanOrEqual(0);
    }
  });

  it('has nothing that the customer typed', () => {
    expect(JSON.stringify(timeline)).not.toMatch(/ada@example|Lovelace|St James|tok_declined/);
  });

  it('is the same for a minute, unless a new one is requested', async () => {
    const path = { orderId: timeline.orderId };
    const read = (query = {}) =>
      unwrap(shop.api.GET('/v1/orders/{orderId}/timeline', { params: { path, query } }));
    const fresh = await read(FRESH);
    expect(await read()).toEqual(fresh);
    expect((await read(FRESH)).readAt > fresh.readAt).toBe(true);
  });

  it('is printed by the command, which finds the stage by its name', async () => {
    const { code, stdout } = await runTradepost(['timeline', timeline.orderId, '--stage', 'dev'], {
      AWS_ENDPOINT_URL: cloud.aws.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      TRADEPOST_TOKEN: await cloud.token(),
    }).ended;
    expect(code).toBe(0);
    expect(stdout).toContain(timeline.orderId);
    expect(stdout).toMatch(/payments +command +AuthorizePayment: rejected, PAYMENT_DECLINED/);
    expect(stdout).toMatch(/inventory +command +ReleaseStock: accepted/);
  });
});

describe('the timeline of an order whose payment was tried twice', () => {
  it('has both attempts, with their numbers', async () => {
    await shop.sell('TIMELINE-RETRIED', 10);
    const request = { sku: 'TIMELINE-RETRIED', quantities: [1], token: 'tok_processing_error_once' };
    const { id, status } = await shop.buy(request);
    expect(status).toBe('confirmed');
    const { entries } = await timelineWith(id, 'event OrderConfirmed');
    const steps = entries.filter(({ kind, name }) => kind === 'step' && name === 'AuthorizePayment');
    expect(steps).toMatchObject([
      { attempt: 1, outcome: 'failed' },
      { attempt: 2, outcome: 'succeeded' },
    ]);
    const commands = entries.filter(({ kind, name }) => kind === 'command' && name === 'AuthorizePayment');
    expect(commands).toMatchObject([
      { attempt: 1, outcome: 'failed' },
      { attempt: 2, outcome: 'accepted' },
    ]);
  });
});

describe('the timeline of an order that does not exist', () => {
  it('is rejected', async () => {
    const path = { orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C9Z' };
    await expect(
      unwrap(shop.api.GET('/v1/orders/{orderId}/timeline', { params: { path } })),
    ).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });
});
