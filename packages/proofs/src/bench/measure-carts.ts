import { type Api, connect } from '@tradepost/cli/api/connect';
import { toPercentiles } from '@tradepost/cli/percentiles';
import { seedPricing } from '@tradepost/cli/seed/seed-pricing';
import { seedShipping } from '@tradepost/cli/seed/seed-shipping';
import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';

/** Calls of several clients, each as fast as it gets answers. */
export type Rate = {
  readonly clients: number;
  readonly count: number;
  readonly perSecond: number;
  /** As a client sees it. */
  readonly ms: NonNullable<ReturnType<typeof toPercentiles>>;
};

/** Often enough for a median of some hundred milliseconds, and seldom enough that the reads are no load of their own. */
const CONFIRMED = { withinMs: 60_000, firstPauseMs: 20, longestPauseMs: 100 };
const PLACE = { currency: 'GBP', country: 'GB' } as const;
const LIST_LENGTH = 20;
/** Functions are loaded and compiled before the measurement. */
const WARM_UP_MS = 3_000;

type Load = { readonly clients: number; readonly seconds: number };

/**
 * Several guests fill carts, check them out, submit them and wait for their confirmed orders: from the request that creates the cart
 * until the order is read as confirmed.
 */
export async function measureCarts(url: string, skus: readonly string[], load: Load): Promise<Rate> {
  const staff = connect({ url });
  try {
    await seedPricing(staff);
    await seedShipping(staff);
    const { items } = await unwrap(staff.GET('/v1/shipping-methods', { params: { query: PLACE } }));
    const shippingMethodId = items[0]?.methodId ?? '';
    return await measureRate(load, (client) => createShopper(url, { skus, shippingMethodId, client }));
  } finally {
    await staff.close();
  }
}

/** Several clients read the list of 20 products. */
export function measureLists(url: string, load: Load): Promise<Rate> {
  return measureRate(load, () => {
    const api = connect({ url, connections: 1, token: () => undefined });
    const query = { limit: LIST_LENGTH };
    return {
      act: async () => {
        const { items } = await unwrap(api.GET('/v1/products', { params: { query } }));
        if (items.length !== LIST_LENGTH) throw new Error(`the list has ${items.length} products`);
      },
      close: () => api.close(),
    };
  });
}

type Client = { readonly act: () => Promise<void>; readonly close: () => Promise<void> };

async function measureRate(
  { clients: number, seconds }: Load,
  create: (client: number) => Client,
): Promise<Rate> {
  const clients = Array.from({ length: number }, (_, client) => create(client));
  try {
    await run(clients, WARM_UP_MS);
    const startedAtMs = performance.now();
    const times = await run(clients, seconds * 1_000);
    const elapsedSeconds = (performance.now() - startedAtMs) / 1_000;
    return {
      ...{ clients: number, count: times.length },
      perSecond: Math.round((times.length / elapsedSeconds) * 10) / 10,
      ms: toPercentiles(times) ?? { p50: 0, p95: 0 },
    };
  } finally {
    await Promise.all(clients.map(({ close }) => close()));
  }
}

/** Each client acts again and again until time is up; returns the milliseconds of each time. */
async function run(clients: readonly Client[], forMs: number): Promise<number[]> {
  const until = performance.now() + forMs;
  const times: number[] = [];
  await Promise.all(
    clients.map(async ({ act }) => {
      while (performance.now() < until) {
        const startedAtMs = performance.now();
        await act();
        times.push(Math.round(performance.now() - startedAtMs));
      }
    }),
  );
  return times;
}

/** A guest with a new cart each time. */
function createShopper(
  url: string,
  {
    skus,
    shippingMethodId,
    client,
  }: { readonly skus: readonly string[]; readonly shippingMethodId: string; readonly client: number },
): Client {
  const api = connect({ url, connections: 1, token: () => undefined });
  let bought = client;
  const act = async () => {
    bought += 1;
    const sku = (offset: number) => skus[(bought + offset) % skus.length] ?? '';
    const cart = await unwrap(
      api.POST('/v1/guest/carts', {
        body: {
          ...PLACE,
          lines: [
            { sku: sku(0), quantity: 1 },
            { sku: sku(7), quantity: 2 },
          ],
          email: `bench-${client}@example.com`,
          shippingAddress: { name: 'Bench', line1: '1 Bench Street', city: 'London', country: 'GB' },
          shippingMethodId,
        },
      }),
    );
    await order(api, cart.id, cart.cartToken);
  };
  return { act, close: () => api.close() };
}

async function order(api: Api, cartId: string, cartToken: string): Promise<void> {
  const ofCart = { params: { path: { cartId } }, cartToken };
  const { quote, problems } = await unwrap(api.POST('/v1/guest/carts/{cartId}/checkout', ofCart));
  if (quote === undefined) throw new Error(`${cartId} has no quote: ${problems[0]?.code}`);
  const { orderId, orderToken = '' } = await unwrap(
    api.POST('/v1/guest/carts/{cartId}/submit', {
      ...ofCart,
      body: { quoteId: quote.id, paymentToken: 'tok_approved' },
    }),
  );
  const ofOrder = { params: { path: { orderId } }, orderToken };
  const status = await poll(async () => {
    const { data, error } = await api.GET('/v1/guest/orders/{orderId}', ofOrder);
    if (error?.code === 'ORDER_NOT_FOUND') return undefined;
    if (error) throw error;
    return data.status === 'placed' ? undefined : data.status;
  }, CONFIRMED);
  if (status !== 'confirmed') throw new Error(`${orderId} is ${status ?? 'placed'}`);
}
