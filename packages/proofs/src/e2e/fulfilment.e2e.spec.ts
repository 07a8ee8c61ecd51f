import { gzipSync } from 'node:zlib';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { unwrap } from '@tradepost/client/client';
import type { Order } from '@tradepost/contracts/orders/model';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { Webhook } from 'standardwebhooks';
import { PAYMENT_TOKENS } from './payment-tokens.ts';
import { createShop, toBody, waitFor } from './shop.ts';

const cloud = sharedCloud();
const shop = createShop(cloud.url);
afterAll(() => shop.api.close());

/** Returns the amount that the ledger holds for an order, in minor units: the sum of its payment's entries. */
async function heldFor({ paymentId }: Order): Promise<number> {
  const { data } = await shop.api.GET('/v1/payments/{paymentId}/entries', {
    params: { path: { paymentId } },
  });
  return (data?.items ?? [])
    .flatMap(({ postings }) => postings)
    .filter(({ account }) => account === 'authorizations-held')
    .reduce((sum, { side, amountMinor }) => sum + (side === 'credit' ? amountMinor : -amountMinor), 0);
}

describe('an order with the payment token', () => {
  it.each(PAYMENT_TOKENS)(
    '$token ends as $status $code, with the corresponding stock and ledger',
    async ({ token, status, code }) => {
      const sku = `TOKEN-${token.toUpperCase().replaceAll('_', '-')}`;
      await shop.sell(sku, 10);
      const order = await shop.buy({ sku, quantities: [2], token });
      expect([order.status, order.rejection?.code]).toEqual([status, code]);

      const reserved = status === 'confirmed' ? 2 : 0;
      const stock = await waitFor('the expected stock', async () => {
        const level = await shop.stockOf(sku);
        return level.reserved === reserved ? level : undefined;
      });
      expect(stock).toMatchObject({ onHand: 10, available: 10 - reserved });
      const held = status === 'confirmed' ? 2_000 : 0;
      const payment = await waitFor('the payment to be final', async () => {
        const found = await shop.paymentOf(order);
        return ['authorizing', 'voiding'].includes(found.status) ? undefined : found;
      });
      expect(payment.status === 'authorized').toBe(status === 'confirmed');
      await waitFor('the expected ledger', async () => (await heldFor(order)) === held);
      expect((await shop.ledger()).balanced).toBe(true);
    },
  );
});

describe('SKUs from other systems', () => {
  const skus = ['MUSIC/CD/123', '15056 BL', 'Größe-M', 'A+B', '#1', '50% OFF', '日本-1', 'A%2FB', 'WHY?'];
  /** The path of an HTTP API cannot contain these: see packages/local/src/gateway/path-encoding.ts. */
  const notInHttpPaths = ['MUSIC/CD/123', '50% OFF', 'A%2FB', 'WHY?'];
  const inHttpPaths = skus.filter((sku) => !notInHttpPaths.includes(sku));
  let productId: string;

  beforeAll(async () => {
    const variants = skus.map((sku) => ({ sku, prices: { GBP: 1_000 } }));
    const body = { title: 'Other systems', slug: 'other-systems', status: 'active', variants } as const;
    productId = (await unwrap(shop.api.POST('/v1/products', { body }))).id;
    for (const sku of skus) {
      const query = { sku, location: 'main' };
      // The second count changes stock that exists.
      for (const onHand of [4, 5])
        await unwrap(shop.api.PUT('/v1/stock/levels', { params: { query }, body: { onHand } }));
    }
  });

  it.each(skus)('find the product of %s by the path of the REST API', async (sku) => {
    const found = await unwrap(shop.api.GET('/v1/products/by-sku/{sku}', { params: { path: { sku } } }));
    expect(found.id).toBe(productId);
    const staged = await fetch(`${cloud.url}/dev/v1/products/by-sku/${encodeURIComponent(sku)}`);
    expect(((await staged.json()) as { id: string }).id).toBe(productId);
  });

  it.each(inHttpPaths)('find and change the stock of %s by the path of the HTTP API', async (sku) => {
    const path = { sku, location: 'main' };
    const { error } = await shop.api.PUT('/v1/stock/{sku}/locations/{location}', {
      params: { path },
      body: { onHand: 5 },
    });
    expect(error).toBeUndefined();
    await unwrap(
      shop.api.POST('/v1/stock/{sku}/adjustments', {
        params: { path: { sku } },
        body: { delta: 1, reason: 'found' },
      }),
    );
    expect(await shop.stockOf(sku)).toMatchObject({ sku, onHand: 6 });
  });

  it('are ordered, and listed by repeated parameters and by commas, on both APIs', async () => {
    for (const sku of notInHttpPaths) {
      const body = { sku, delta: 1, reason: 'found' } as const;
      await unwrap(shop.api.POST('/v1/stock/adjustments', { body }));
    }
    const lines = skus.map((sku) => ({ sku, quantity: 2 }));
    const placed = await unwrap(shop.api.POST('/v1/orders', { body: toBody({ lines }) }));
    const order = await shop.ended(placed.id);
    expect([order.status, order.lines.map(({ sku }) => sku)]).toEqual(['confirmed', skus]);
    await waitFor('the amount in the ledger', async () => (await heldFor(order)) === order.total.amountMinor);

    const repeated = `skus=${skus.map(encodeURIComponent).join('&skus=')}`;
    const commas = `skus=${skus.map(encodeURIComponent).join(',')}`;
    for (const query of [repeated, commas]) {
      const read = async (path: string) =>
        (await (await cloud.fetch(`${path}?${query}`)).json()) as { items: Record<string, unknown>[] };
      expect((await read('/v1/variants')).items.map(({ sku }) => sku)).toEqual(skus);
      expect(
        (await read('/v1/stock')).items.map(({ sku, onHand, reserved }) => [sku, onHand, reserved]),
      ).toEqual(skus.map((sku) => [sku, 6, 2]));
    }
  });

  it.each(['/v1/products', '/v1/orders'])(
    'do not make %s accept a repeated parameter that is not a list',
    async (path) => {
      const response = await cloud.fetch(`${path}?limit=1&limit=2`);
      const { errors } = (await response.json()) as { errors: object[] };
      expect([response.status, errors]).toMatchObject([400, [{ pointer: '#/query/limit' }]]);
    },
  );
});

/** Creates an active product with three units in stock, without waiting for projections. */
async function create(sku: string, priceMinor: number): Promise<void> {
  const body = {
    title: sku,
    slug: sku.toLowerCase(),
    status: 'active' as const,
    variants: [{ sku, prices: { GBP: priceMinor } }],
  };
  const path = { sku, location: 'main' };
  await unwrap(
    shop.api.PUT('/v1/stock/{sku}/locations/{location}', { params: { path }, body: { onHand: 3 } }),
  );
  await unwrap(shop.api.POST('/v1/products', { body }));
}

describe('a product that was just created', () => {
  it('can be ordered at once', async () => {
    for (const sku of ['NEW-1', 'NEW-2', 'NEW-3']) {
      await create(sku, 1_000);
      expect((await shop.buy({ sku, quantities: [1] })).status).toBe('confirmed');
    }
  });

  it('does not make a mistyped SKU known', async () => {
    await create('NEW-4', 1_000);
    const { response, error } = await shop.api.POST('/v1/orders', {
      body: toBody({ sku: 'NEW-44', quantities: [1] }),
    });
    expect([response.status, error?.code]).toEqual([422, 'UNKNOWN_SKU']);
  });
});

describe('an order that costs nothing', () => {
  it('is confirmed and cancelled without a payment', async () => {
    await create('FREE', 0);
    const { paymentToken: _none, ...body } = toBody({ sku: 'FREE', quantities: [2] });
    const placed = await unwrap(shop.api.POST('/v1/orders', { body }));
    const order = await shop.ended(placed.id);
    expect([order.status, order.total.amountMinor]).toEqual(['confirmed', 0]);
    const { response } = await shop.api.GET('/v1/payments/{paymentId}', {
      params: { path: { paymentId: order.paymentId } },
    });
    expect(response.status).toBe(404);
    await shop.cancel(order.id);
    await waitFor('the stock to be back', async () => (await shop.stockOf('FREE')).available === 3);
  });
});

describe('a cancelled order', () => {
  it('releases its stock and voids its payment', async () => {
    await shop.sell('CANCELLED', 5);
    const order = await shop.buy({ sku: 'CANCELLED', quantities: [5] });
    expect((await shop.cancel(order.id)).status).toBe('cancelled');
    await waitFor('the stock to be back', async () => (await shop.stockOf('CANCELLED')).available === 5);
    await waitFor('the payment to be void', async () => (await shop.paymentOf(order)).status === 'voided');
    await waitFor('the void to be booked', async () => {
      const params = { path: { paymentId: order.paymentId } };
      const { data } = await shop.api.GET('/v1/payments/{paymentId}/entries', { params });
      return data?.items.some(({ event }) => event === 'Voided');
    });
  });
});

describe("a payment provider's webhook", () => {
  async function signingSecret(): Promise<string> {
    const client = new SecretsManagerClient(cloud.aws);
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

  it('is accepted exactly as it was signed, and rejected with another signature', async () => {
    await shop.sell('NOTIFIED', 1);
    const order = await shop.buy({ sku: 'NOTIFIED', quantities: [1] });
    // With spaces and escapes, because the signature covers the text, not the parsed JSON.
    const body = `{ "type": "charge\\u002evoided", "data": { "idempotencyKey": "${order.paymentId}/void", "releasedMinor": 1000 } }`;
    const answers = [await send(body, await signingSecret()), await send(body, 'x'.repeat(40))];
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    // No void was requested.
    expect(await shop.paymentOf(order)).toMatchObject({ status: 'authorized' });
  });
});

describe('the HTTP of every route', () => {
  const call = (method: string, path: string, init: RequestInit = {}) =>
    cloud.fetch(path, { method, ...init });

  // Resources that other specs do not change: one of a REST API, and one of an HTTP API.
  beforeAll(() => shop.sell('HEAD', 1));

  it.each(['/v1/products/by-sku/HEAD', '/v1/stock/HEAD'])(
    'answers HEAD %s as GET, without a body',
    async (path) => {
      const [get, head] = [await call('GET', path), await call('HEAD', path)];
      expect([head.status, await head.text()]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'cache-control', 'etag'])
        expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    },
  );

  it.each([
    ['DELETE', '/v1/orders', 'GET, HEAD, POST'],
    ['PUT', '/v1/orders/ord_1', 'GET, HEAD'],
    ['GET', '/v1/orders/ord_1/cancel', 'POST'],
    ['DELETE', '/v1/products', 'GET, HEAD, POST'],
    ['PUT', '/v1/products/prd_1', 'GET, HEAD, PATCH'],
  ])('answers 405 to %s %s, with the methods that the path has', async (method, path, allow) => {
    const response = await call(method, path);
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(await response.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED', allow: allow.split(', ') });
  });

  it.each(['/v1/orders', '/v1/products'])('answers 415 to a compressed body: POST %s', async (path) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const response = await call('POST', path, { headers, body: new Uint8Array(gzipSync('{}')) });
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'identity']);
    expect(await response.json()).toMatchObject({ code: 'UNSUPPORTED_CONTENT_ENCODING' });
  });

  it.each<[string, RequestInit]>([
    ['a form', { body: new URLSearchParams({ type: 'charge.voided' }) }],
    ['JSON without a type', { headers: { 'Content-Type': 'application/json' }, body: '{}' }],
    ['bytes', { body: new Uint8Array([0xc3, 0x28]) }],
    ['nothing', {}],
  ])(
    'gives a webhook with %s to the provider, which answers 401 if it is not signed',
    async (_what, init) => {
      const response = await call('POST', '/v1/hooks/payments/simulated', init);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
    },
  );

  it('accepts a time with any offset in a query', async () => {
    await shop.sell('EARLIER', 1);
    const { id, placedAt } = await shop.buy({ sku: 'EARLIER', quantities: [1] });
    const local = `${new Date(Date.parse(placedAt) + 5.5 * 3_600_000).toISOString().slice(0, -1)}+05:30`;
    for (const at of [encodeURIComponent(local), local]) {
      const response = await call('GET', `/v1/orders/${id}?at=${at}`);
      expect([at, response.status]).toEqual([at, 200]);
      expect(await response.json()).toMatchObject({ id, status: 'placed' });
    }
  });

  it('includes a home page, as HTML for browsers and as JSON for others', async () => {
    const json = await call('GET', '/');
    expect(await json.json()).toMatchObject({ api: cloud.url, reference: `${cloud.url}/reference` });
    const html = await call('GET', '/', { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('the events of an order', () => {
  it('are in the event archive, each once, with its correlation id', async () => {
    await shop.sell('LOGGED', 1);
    const { id } = await shop.buy({ sku: 'LOGGED', quantities: [1] });
    const path = { orderId: id };
    const history = await unwrap(shop.api.GET('/v1/orders/{orderId}/history', { params: { path } }));
    const query = { correlationId: history.items[0]?.correlationId };
    const types = await waitFor('all events to be logged', async () => {
      const log = await unwrap(shop.api.GET('/v1/events', { params: { query } }));
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
  });
});
