import { unwrap } from '@tradepost/client/client';
import type { Replay } from '@tradepost/contracts/operations/model';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createOffers } from './offers.spec-kit.ts';
import { createShop, waitFor } from './shop.ts';

const UNITS = 10;

const cloud = sharedCloud();
const offers = createOffers(cloud.aws);
const shop = createShop(cloud.url);

afterAll(async () => {
  offers.documents.destroy();
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
  await offers.lose(sku, id);
  return { productId: id, offer };
}

const whole = (sku: string) => waitFor(`the offer of ${sku}`, () => offers.of(sku));

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
    expect((await shop.buy({ sku: 'LOST-ONE', quantities: [1] })).status).toBe('confirmed');
  });

  it('contains it again after a replay of the period', async () => {
    const from = new Date().toISOString();
    const { offer } = await sellAndLose('LOST-TWO');
    const body = { consumer, from, to: new Date().toISOString() };
    const { id } = await unwrap(shop.api.POST('/v1/replays', { body }));
    expect(await ended(id)).toMatchObject({ status: 'completed', percent: 100 });
    expect(await whole('LOST-TWO')).toEqual(offer);
  });

  it('contains it again after either replay from the command line', async () => {
    const from = new Date().toISOString();
    const { productId, offer } = await sellAndLose('LOST-THREE');
    const period = await runReplay(['--from', from, '--to', new Date().toISOString()]);
    expect([period.code, period.stdout]).toEqual([0, expect.stringMatching(/^rpl_\w+ {2}completed\n$/)]);
    expect(period.stderr).toMatch(/replaying: (\d+) of \1 minutes \(100%\)/);
    expect(await whole('LOST-THREE')).toEqual(offer);
    await offers.lose('LOST-THREE', productId);
    const aggregate = await runReplay(['--subject', productId]);
    expect([aggregate.code, aggregate.stderr]).toEqual([
      0,
      expect.stringContaining('replaying: 1 of 1 events (100%)'),
    ]);
    expect(await whole('LOST-THREE')).toEqual(offer);
  });

  it('is not replayed to an unknown consumer, and the answer lists the known ones', async () => {
    const { code, stderr } = await runReplay(['--subject', 'prd_1'], 'orders-nobody');
    expect(code).toBe(1);
    expect(stderr).toContain('UNKNOWN_CONSUMER');
    expect(stderr).toContain(consumer);
  });

  function runReplay(what: readonly string[], of = consumer) {
    return runTradepost(['replay', '--consumer', of, ...what, '--url', cloud.url]).ended;
  }
});

describe('an order whose events are replayed to its workflow', () => {
  it('does not change, nor do its stock and its payment', async () => {
    await shop.sell('TWICE', UNITS);
    const order = await shop.buy({ sku: 'TWICE', quantities: [3] });
    const [stock, payment] = [await shop.stockOf('TWICE'), await shop.paymentOf(order)];
    const body = { consumer: 'orders-fulfil-order', subject: order.id };
    expect(await unwrap(shop.api.POST('/v1/replays', { body }))).toMatchObject({ events: 1 });
    await waitFor('the second workflow to end', async () => {
      const params = { path: { orderId: order.id }, query: { maxAgeSeconds: 0 } };
      const { entries } = await unwrap(shop.api.GET('/v1/orders/{orderId}/timeline', { params }));
      const ends = entries.filter(({ kind, outcome }) => kind === 'execution' && outcome === 'succeeded');
      return ends.length === 2;
    });
    expect(await shop.ended(order.id)).toEqual(order);
    expect(await shop.stockOf('TWICE')).toEqual(stock);
    expect(await shop.paymentOf(order)).toEqual(payment);
  });
});
