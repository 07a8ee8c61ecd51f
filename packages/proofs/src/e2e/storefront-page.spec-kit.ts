import { createClient, unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';

/** Results of the requests of a shopper's page. */
export type Shopping = {
  readonly first: { readonly id: string; readonly status: string };
  /** The order returned for the same request with the same key. */
  readonly again: { readonly id: string };
  readonly ended: string;
  readonly correlationId: string | undefined;
  readonly listed: readonly string[];
  readonly renamed: { readonly title: string; readonly etag: string | undefined };
  /** Codes of a change to an outdated version, and of an order with an unknown SKU. */
  readonly refusals: readonly (string | undefined)[];
  readonly unknownSkus: unknown;
};

declare global {
  var shop: (url: string, sku: string, token: string) => Promise<Shopping>;
}

const WITHIN_MS = 60_000;
const PAUSE_MS = 100;

globalThis.shop = async (url, sku, token) => {
  const client = createClient({ baseUrl: url, token: () => token });
  const toBody = (wanted: string) => ({
    currency: 'GBP',
    lines: [{ sku: wanted, quantity: 1 }],
    email: 'ada@example.com',
    shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
    paymentToken: 'tok_approved',
  });
  const call = { body: toBody(sku), idempotencyKey: crypto.randomUUID(), correlationId: 'storefront-1' };
  const placed = await client.POST('/v1/orders', call);
  if (placed.error) throw placed.error;
  const again = await unwrap(client.POST('/v1/orders', call));
  const { id } = placed.data;
  const ended = await until(async () => {
    const order = await unwrap(client.GET('/v1/orders/{orderId}', { params: { path: { orderId: id } } }));
    return order.status === 'placed' ? undefined : order.status;
  });
  // The list is updated a moment later.
  const listed = await until(async () => {
    const ids: string[] = [];
    const query = { limit: 1 };
    for await (const order of client.paginate('/v1/orders', { params: { query } })) ids.push(order.id);
    return ids.includes(id) ? ids : undefined;
  });

  const read = await client.GET('/v1/products/by-sku/{sku}', { params: { path: { sku } } });
  if (read.error) throw read.error;
  const params = { path: { productId: read.data.id } };
  const change = { params, body: { title: 'Renamed' }, ifMatch: read.etag };
  const renamed = await client.PATCH('/v1/products/{productId}', change);
  if (renamed.error) throw renamed.error;
  const late = await client.PATCH('/v1/products/{productId}', change);
  const unknown = await client.POST('/v1/orders', { body: toBody('NEVER-HEARD-OF') });
  return {
    first: placed.data,
    again,
    ended,
    correlationId: placed.correlationId,
    listed,
    renamed: { title: renamed.data.title, etag: renamed.etag },
    refusals: [late.error?.code, unknown.error?.code],
    unknownSkus: isProblem(unknown.error, 'UNKNOWN_SKU') ? unknown.error.facts : undefined,
  };
};

async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const untilMs = performance.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > untilMs) throw new Error(`waited ${WITHIN_MS} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
