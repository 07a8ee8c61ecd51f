import { placeOrderBody } from '@tradepost/contracts/http/orders';
import { type Order, order as orderSchema } from '@tradepost/contracts/models/order';
import { type Payment, payment, type TrialBalance, trialBalance } from '@tradepost/contracts/models/payment';
import { type SkuStock, skuStock } from '@tradepost/contracts/models/stock';
import type * as z from 'zod/mini';
import { type ApiClient, createApiClient } from '../api/api-client.ts';
import { poll } from '../api/poll.ts';

const ENDS_WITHIN_MS = 90_000;

export type OrderRequest = {
  readonly sku: string;
  readonly quantities: readonly number[];
  readonly token?: string;
  readonly key?: string;
};

/** A shop on a running platform, as a client sees it. */
export type Shop = {
  readonly api: ApiClient;
  /** Puts a SKU up for sale at £10, with so many units, and waits until it can be ordered. */
  readonly sell: (sku: string, units: number) => Promise<void>;
  /** Places an order with a line for each quantity, and answers it as it was accepted. */
  readonly place: (request: OrderRequest) => Promise<Order>;
  /** The order once it is no longer passing. */
  readonly ended: (orderId: string) => Promise<Order>;
  readonly stockOf: (sku: string) => Promise<SkuStock>;
  readonly paymentOf: (order: Order) => Promise<Payment>;
  readonly ledger: () => Promise<TrialBalance>;
};

/** Makes a client of the platform at a URL. Answers are parsed by their contracts. */
export function createShop(url: string): Shop {
  const api = createApiClient({ url, connections: 64 });
  const get = async <Schema extends z.ZodMiniType>(
    path: string,
    schema: Schema,
  ): Promise<z.infer<Schema>> => {
    const { status, body } = await api.call('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  const place: Shop['place'] = async ({ key, ...request }) => {
    const { status, body } = await api.call('POST', '/v1/orders', {
      body: toBody(request),
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
    if (status !== 201) throw new Error(`POST /v1/orders: ${status} ${JSON.stringify(body)}`);
    return orderSchema.parse(body);
  };
  return {
    api,
    place,
    sell: async (sku, units) => {
      await api.call('POST', '/v1/products', {
        idempotencyKey: `product-${sku}`,
        body: {
          title: sku,
          slug: sku.toLowerCase(),
          status: 'active',
          variants: [{ sku, prices: { GBP: 1000 } }],
        },
      });
      await api.call('PUT', `/v1/stock/${sku}/locations/main`, { body: { onHand: units } });
      await waitFor(`${sku} to be known to orders`, async () => {
        // Refused for its price, and so never placed: but only once the SKU is known.
        const { body } = await api.call('POST', '/v1/orders', {
          body: { ...toBody({ sku, quantities: [1] }), expectedTotal: { amountMinor: 0, currency: 'GBP' } },
        });
        return (body as { code?: string }).code === 'PRICE_ABOVE_EXPECTED' ? true : undefined;
      });
    },
    ended: (orderId) =>
      waitFor(`${orderId} to end`, async () => {
        const order = await get(`/v1/orders/${orderId}`, orderSchema);
        return order.status === 'placed' ? undefined : order;
      }),
    stockOf: (sku) => get(`/v1/stock/${sku}`, skuStock),
    paymentOf: ({ paymentId }) => get(`/v1/payments/${paymentId}`, payment),
    ledger: () => get('/v1/ledger/GBP', trialBalance),
  };
}

/** Asks until there is an answer; rejects where there is none in time, saying what was waited for. */
export async function waitFor<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const answer = await poll(ask, { withinMs: ENDS_WITHIN_MS, firstPauseMs: 50, longestPauseMs: 500 });
  if (answer === undefined) throw new Error(`waited ${ENDS_WITHIN_MS} ms in vain for ${what}`);
  return answer;
}

function toBody({ sku, quantities, token = 'tok_approved' }: OrderRequest) {
  return placeOrderBody.parse({
    currency: 'GBP',
    lines: quantities.map((quantity) => ({ sku, quantity })),
    email: 'ada@example.com',
    shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
    paymentToken: token,
  });
}
