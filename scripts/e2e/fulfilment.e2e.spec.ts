import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { orThrow } from '@tradepost/client/client';
import { readCloudFile } from '@tradepost/local/cloud-file';
import { Webhook } from 'standardwebhooks';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { PAYMENT_TOKENS } from './payment-tokens.ts';
import { createShop, type Shop, toBody, waitFor } from './shop.ts';

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

/** Creates an active product with three units in stock, and waits for nothing. */
async function create(sku: string, priceMinor: number): Promise<void> {
  const body = {
    title: sku,
    slug: sku.toLowerCase(),
    status: 'active' as const,
    variants: [{ sku, prices: { GBP: priceMinor } }],
  };
  const path = { sku, location: 'main' };
  await orThrow(
    shop.api.PUT('/v1/stock/{sku}/locations/{location}', { params: { path }, body: { onHand: 3 } }),
  );
  await orThrow(shop.api.POST('/v1/products', { body }));
}

describe('a product that was just created', () => {
  it('can be ordered at once', async () => {
    for (const sku of ['NEW-1', 'NEW-2', 'NEW-3']) {
      await create(sku, 1_000);
      const order = await shop.place({ sku, quantities: [1] });
      expect((await shop.ended(order.id)).status).toBe('confirmed');
    }
  }, 60_000);

  it('leaves a mistyped SKU unknown', async () => {
    await create('NEW-4', 1_000);
    const { response, error } = await shop.api.POST('/v1/orders', {
      body: toBody({ sku: 'NEW-44', quantities: [1] }),
    });
    expect([response.status, error?.code]).toEqual([422, 'UNKNOWN_SKU']);
  }, 60_000);
});

describe('an order that costs nothing', () => {
  it('is confirmed and cancelled without a payment', async () => {
    await create('FREE', 0);
    const { paymentToken: _none, ...body } = toBody({ sku: 'FREE', quantities: [2] });
    const placed = await orThrow(shop.api.POST('/v1/orders', { body }));
    const order = await shop.ended(placed.id);
    expect([order.status, order.total.amountMinor]).toEqual(['confirmed', 0]);
    const { response } = await shop.api.GET('/v1/payments/{paymentId}', {
      params: { path: { paymentId: order.paymentId } },
    });
    expect(response.status).toBe(404);
    await orThrow(shop.api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId: order.id } } }));
    await waitFor('the stock to be back', async () =>
      (await shop.stockOf('FREE')).available === 3 ? true : undefined,
    );
  }, 60_000);
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

describe('A payment provider’s webhook', () => {
  async function signingSecret(): Promise<string> {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const { aws: endpoint } = readCloudFile(dataDir).endpoints;
    const client = new SecretsManagerClient({ endpoint, region: 'us-east-1', credentials });
    const SecretId = '/tradepost/dev/payments/simulated-provider-webhooks';
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    client.destroy();
    return SecretString;
  }

  function send(body: string, secret: string) {
    const at = new Date();
    return fetch(`${cloud.url}/v1/hooks/payments/simulated`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Webhook-Id': 'msg_1',
        'Webhook-Timestamp': String(Math.floor(at.getTime() / 1_000)),
        'Webhook-Signature': new Webhook(secret).sign('msg_1', at, body),
      },
      body,
    });
  }

  it('is taken as it was signed, to the byte, and not from anybody else', async () => {
    await shop.sell('NOTIFIED', 1);
    const order = await shop.ended((await shop.place({ sku: 'NOTIFIED', quantities: [1] })).id);
    // Spaces and escapes: what was signed is the text, not what it means.
    const body = `{ "type": "charge\\u002evoided", "data": { "idempotencyKey": "${order.paymentId}/void", "releasedMinor": 1000 } }`;
    const answers = [await send(body, await signingSecret()), await send(body, 'x'.repeat(40))];
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    // Nobody has asked for a void.
    expect(await shop.paymentOf(order)).toMatchObject({ status: 'authorized' });
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
