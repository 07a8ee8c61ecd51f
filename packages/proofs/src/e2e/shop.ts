import { type Api, type ApiConfig, connect } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';
import { type SkuStock, skuStock } from '@tradepost/contracts/inventory/model';
import { type PlaceOrderBody, placeOrderBody } from '@tradepost/contracts/orders/given-order';
import { type Order, order as orderSchema } from '@tradepost/contracts/orders/model';
import { type Payment, payment, type TrialBalance, trialBalance } from '@tradepost/contracts/payments/model';

/** Half of the time limit of a test, so that the error names the condition. */
const ENDS_WITHIN_MS = 300_000;

/** One line for each quantity of a SKU, or complete lines. */
export type OrderRequest = (
  | { readonly sku: string; readonly quantities: readonly number[] }
  | { readonly lines: readonly { readonly sku: string; readonly quantity: number }[] }
) & { readonly token?: string; readonly key?: string };

/** A client of the shop on a running platform. */
export type Shop = {
  readonly api: Api;
  /** Creates an active product with a SKU at £10, and stock of it. */
  readonly sell: (sku: string, units: number) => Promise<void>;
  readonly place: (request: OrderRequest) => Promise<Order>;
  /** Waits until an order is no longer pending; returns it. */
  readonly ended: (orderId: string) => Promise<Order>;
  /** Places an order and waits until it is no longer pending; returns it. */
  readonly buy: (request: OrderRequest) => Promise<Order>;
  readonly cancel: (orderId: string) => Promise<Order>;
  readonly stockOf: (sku: string) => Promise<SkuStock>;
  readonly paymentOf: (order: Order) => Promise<Payment>;
  readonly ledger: () => Promise<TrialBalance>;
};

/**
 * Creates a client of the platform at a URL, or at its two addresses, as the developer unless there is another source of
 * tokens. Responses are parsed by their contracts.
 */
export function createShop(urls: string | Pick<ApiConfig, 'url' | 'catalogUrl' | 'token'>): Shop {
  const api = connect({ ...(typeof urls === 'string' ? { url: urls } : urls), connections: 64 });
  const place: Shop['place'] = async (request) =>
    orderSchema.parse(
      await unwrap(api.POST('/v1/orders', { body: toBody(request), idempotencyKey: request.key })),
    );
  const ended: Shop['ended'] = (orderId) =>
    waitFor(`${orderId} to end`, async () => {
      const order = await unwrap(api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }));
      return order.status === 'placed' ? undefined : orderSchema.parse(order);
    });
  return {
    api,
    place,
    ended,
    buy: async (request) => ended((await place(request)).id),
    cancel: async (orderId) => {
      const params = { path: { orderId } };
      return orderSchema.parse(await unwrap(api.POST('/v1/orders/{orderId}/cancel', { params })));
    },
    sell: (sku, units) => sell(api, sku, units),
    stockOf: async (sku) =>
      skuStock.parse(await unwrap(api.GET('/v1/stock/{sku}', { params: { path: { sku } } }))),
    paymentOf: async ({ paymentId }) =>
      payment.parse(await unwrap(api.GET('/v1/payments/{paymentId}', { params: { path: { paymentId } } }))),
    ledger: async () =>
      trialBalance.parse(
        await unwrap(api.GET('/v1/ledger/{currency}', { params: { path: { currency: 'GBP' } } })),
      ),
  };
}

/** Calls `ask` until it returns a value other than `false`; rejects after 90 seconds, with `what` in the message. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | false | undefined>,
): Promise<Answer> {
  const answer = await poll(ask, { withinMs: ENDS_WITHIN_MS, firstPauseMs: 50, longestPauseMs: 500 });
  if (answer === undefined) throw new Error(`waited ${ENDS_WITHIN_MS} ms in vain for ${what}`);
  return answer;
}

async function sell(api: Api, sku: string, units: number): Promise<void> {
  await unwrap(
    api.POST('/v1/products', {
      idempotencyKey: `product-${sku}`,
      body: {
        title: sku,
        slug: sku.toLowerCase(),
        status: 'active',
        variants: [{ sku, prices: { GBP: 1000 } }],
      },
    }),
  );
  const stock = { sku, location: 'main' };
  await unwrap(
    api.PUT('/v1/stock/{sku}/locations/{location}', { params: { path: stock }, body: { onHand: units } }),
  );
}

/** Returns the body of a request that places an order. */
export function toBody(request: OrderRequest): PlaceOrderBody {
  const { token = 'tok_approved' } = request;
  return placeOrderBody.parse({
    currency: 'GBP',
    lines:
      'lines' in request
        ? request.lines
        : request.quantities.map((quantity) => ({ sku: request.sku, quantity })),
    email: 'ada@example.com',
    shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
    paymentToken: token,
  });
}
