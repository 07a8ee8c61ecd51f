import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import type { Replay } from '@tradepost/contracts/operations/model';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, waitFor } from './shop.ts';

const OFFERS = 'tradepost-dev-orders-offers';
const UNITS = 10;

const cloud = sharedCloud();
const documents = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.aws));
const shop = createShop(cloud.url);

afterAll(async () => {
  documents.destroy();
  await shop.api.close();
});

/** Sells a SKU, then deletes its offer from the projection of orders. */
async function sellAndLose(sku: string): Promise<{ readonly productId: string; readonly offer: object }> {
  await shop.sell(sku, UNITS);
  const path = { sku };
  const { id } = await unwrap(shop.api.GET('/v1/products/by-sku/{sku}', { params: { path } }));
  const offer = await whole(sku);
  await waitFor('the product in the event archive', async () => {
    const query = { subject: id };
    return (await unwrap(shop.api.GET('/v1/events', { params: { query } }))).items[0];
  });
  await lose(sku, id);
  return { productId: id, offer };
}

async function lose(sku: string, productId: string): Promise<void> {
  for (const pk of [`sku#${sku}`, `product#${productId}`])
    await documents.send(new DeleteCommand({ TableName: OFFERS, Key: { pk } }));
  expect(await offerOf(sku)).toBeUndefined();
}

async function offerOf(sku: string): Promise<object | undefined> {
  const Key = { pk: `sku#${sku}` };
  return (await documents.send(new GetCommand({ TableName: OFFERS, Key, ConsistentRead: true }))).Item;
}

const whole = (sku: string) => waitFor(`the offer of ${sku}`, () => offerOf(sku));

const ended = (replayId: string): Promise<Replay> =>
  waitFor(`${replayId} to end`, async () => {
    const path = { replayId };
    const replay = await unwrap(shop.api.GET('/v1/replays/{replayId}', { params: { path } }));
    return replay.status === 'running' ? undefined : replay;
  });

describe('a projection that lost a product', () => {
  const consumer = 'orders-product-changed';

  it('contains it again after a replay of its events, and the order can be placed', async () => {
    const { productId, offer } = await sellAndLose('LOST-ONE');
    const replay = await unwrap(
      shop.api.POST('/v1/replays', { body: { consumer, subject: productId }, idempotencyKey: 'lost-one' }),
    );
    expect(replay).toMatchObject({ status: 'completed', events: 1 });
    expect(await whole('LOST-ONE')).toEqual(offer);
    const { id } = await shop.place({ sku: 'LOST-ONE', quantities: [1] });
    expect((await shop.ended(id)).status).toBe('confirmed');
  }, 120_000);

  it('contains it again after a replay of the period', async () => {
    const from = new Date().toISOString();
    const { offer } = await sellAndLose('LOST-TWO');
    const body = { consumer, from, to: new Date().toISOString() };
    const { id } = await unwrap(shop.api.POST('/v1/replays', { body }));
    expect(await ended(id)).toMatchObject({ status: 'completed', percent: 100 });
    expect(await whole('LOST-TWO')).toEqual(offer);
  }, 120_000);

  it('contains it again after either replay from the command line', async () => {
    const from = new Date().toISOString();
    const { productId, offer } = await sellAndLose('LOST-THREE');
    const period = await runReplay(['--from', from, '--to', new Date().toISOString()]);
    expect([period.code, period.stdout]).toEqual([0, expect.stringMatching(/^rpl_\w+ {2}completed\n$/)]);
    expect(period.stderr).toMatch(/replaying: (\d+) of \1 minutes \(100%\)/);
    expect(await whole('LOST-THREE')).toEqual(offer);
    await lose('LOST-THREE', productId);
    const aggregate = await runReplay(['--subject', productId]);
    expect([aggregate.code, aggregate.stderr]).toEqual([
      0,
      expect.stringContaining('replaying: 1 of 1 events (100%)'),
    ]);
    expect(await whole('LOST-THREE')).toEqual(offer);
  }, 120_000);

  it('is not replayed to an unknown consumer, and the answer lists the known ones', async () => {
    const { code, stderr } = await runReplay(['--subject', 'prd_1'], 'orders-nobody');
    expect(code).toBe(1);
    expect(stderr).toContain('UNKNOWN_CONSUMER');
    expect(stderr).toContain(consumer);
  }, 60_000);

  function runReplay(what: readonly string[], of = consumer) {
    return runTradepost(['replay', '--consumer', of, ...what, '--url', cloud.url]).ended;
  }
});

describe('an order whose events are replayed to its workflow', () => {
  it('does not change, nor do its stock and its payment', async () => {
    await shop.sell('TWICE', UNITS);
    const order = await shop.ended((await shop.place({ sku: 'TWICE', quantities: [3] })).id);
    const [stock, payment] = [await shop.stockOf('TWICE'), await shop.paymentOf(order)];
    const body = { consumer: 'orders-fulfil-order', subject: order.id };
    expect(await unwrap(shop.api.POST('/v1/replays', { body }))).toMatchObject({ events: 1 });
    await waitFor('the second workflow to end', async () => {
      const params = { path: { orderId: order.id }, query: { maxAgeSeconds: 0 } };
      const { entries } = await unwrap(shop.api.GET('/v1/orders/{orderId}/timeline', { params }));
      const ends = entries.filter(({ kind, outcome }) => kind === 'execution' && outcome === 'succeeded');
      return ends.length === 2 ? true : undefined;
    });
    expect(await shop.ended(order.id)).toEqual(order);
    expect(await shop.stockOf('TWICE')).toEqual(stock);
    expect(await shop.paymentOf(order)).toEqual(payment);
  }, 120_000);
});
