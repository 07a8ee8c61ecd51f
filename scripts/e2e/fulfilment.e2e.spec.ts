import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orThrow } from '@tradepost/client/client';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { PAYMENT_TOKENS } from './payment-tokens.ts';
import { createShop, type Shop, waitFor } from './shop.ts';

let dataDir: string;
let cloud: CloudProcess;
let shop: Shop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tradepost-'));
  cloud = await startCloudProcess({ dataDir, enforcePermissions: true });
  shop = createShop(cloud.url);
}, 200_000);

afterAll(async () => {
  await shop?.api.close();
  await cloud?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 30_000);

const holds = ({ accounts }: Awaited<ReturnType<Shop['ledger']>>) => {
  const held = accounts.find(({ account }) => account === 'authorizations-held');
  return (held?.creditMinor ?? 0) - (held?.debitMinor ?? 0);
};

describe('An order’s way, by the payment token', () => {
  it.each(PAYMENT_TOKENS)(
    '$token: it ends $status $code, with the stock and the money where they belong',
    async ({ token, status, code }) => {
      const sku = `TOKEN-${token.toUpperCase().replaceAll('_', '-')}`;
      await shop.sell(sku, 10);
      const heldBefore = holds(await shop.ledger());
      const order = await shop.ended((await shop.place({ sku, quantities: [2], token })).id);
      expect([order.status, order.rejection?.code]).toEqual([status, code]);

      const reserved = status === 'confirmed' ? 2 : 0;
      const stock = await waitFor('the stock to be as it must', async () => {
        const level = await shop.stockOf(sku);
        return level.reserved === reserved ? level : undefined;
      });
      expect(stock).toMatchObject({ onHand: 10, available: 10 - reserved });
      const held = status === 'confirmed' ? 2_000 : 0;
      await waitFor('the ledger to be as it must', async () =>
        holds(await shop.ledger()) === heldBefore + held ? true : undefined,
      );
      const payment = await waitFor('the payment to rest', async () => {
        const found = await shop.paymentOf(order);
        return ['authorizing', 'voiding'].includes(found.status) ? undefined : found;
      });
      expect(payment.status === 'authorized').toBe(status === 'confirmed');
      expect((await shop.ledger()).balanced).toBe(true);
    },
    120_000,
  );
});

describe('An order that is cancelled', () => {
  it('gives back its stock and its money', async () => {
    await shop.sell('CANCELLED', 5);
    const heldBefore = holds(await shop.ledger());
    const order = await shop.ended((await shop.place({ sku: 'CANCELLED', quantities: [5] })).id);
    const path = { orderId: order.id };
    const cancelled = await orThrow(shop.api.POST('/v1/orders/{orderId}/cancel', { params: { path } }));
    expect(cancelled.status).toBe('cancelled');
    await waitFor('the stock to be back', async () =>
      (await shop.stockOf('CANCELLED')).available === 5 ? true : undefined,
    );
    await waitFor('the payment to be void', async () =>
      (await shop.paymentOf(order)).status === 'voided' ? true : undefined,
    );
    // Booked a moment later: whoever reads the ledger next must not find it half-way.
    await waitFor('the ledger to hold it no longer', async () =>
      holds(await shop.ledger()) === heldBefore ? true : undefined,
    );
  }, 60_000);
});

describe('What happened to an order', () => {
  it('is in the event log, once each, by its correlation id', async () => {
    await shop.sell('LOGGED', 1);
    const { id } = await shop.ended((await shop.place({ sku: 'LOGGED', quantities: [1] })).id);
    const path = { orderId: id };
    const history = await orThrow(shop.api.GET('/v1/orders/{orderId}/history', { params: { path } }));
    const query = { correlationId: history.items[0]?.correlationId };
    const types = await waitFor('all events to be logged', async () => {
      const log = await orThrow(shop.api.GET('/v1/events', { params: { query } }));
      const found = log.items.map(({ type }) => type).sort();
      return found.length >= 7 ? found : undefined;
    });
    expect(types).toEqual(
      [
        'OrderConfirmed',
        'OrderPlaced',
        'PaymentAuthorized',
        'StockCommitted',
        'StockDepleted',
        'StockLow',
        'StockReserved',
      ].sort(),
    );
  }, 60_000);
});
