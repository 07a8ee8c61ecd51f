import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { Scheduler } from '../world/scheduler.ts';

export type Shop = {
  readonly products: readonly { readonly id: string; readonly skus: readonly string[] }[];
  readonly skus: readonly string[];
};

/** One shop in so many has hundreds of SKUs, for orders of hundreds of lines. */
const LARGE_SHARE = 0.004;
const CURRENCIES = ['GBP', 'EUR', 'JPY'];

/** Adds products, and receives a little stock of each SKU: what sells out is where races are. */
export async function createShop(http: HttpClient, draw: Draw, scheduler: Scheduler): Promise<Shop> {
  const isLarge = draw.chance('large shop', LARGE_SHARE);
  const count = isLarge ? 4 : draw.int('products', 1, draw.chance('hot', 0.5) ? 1 : 2);
  const products = await Promise.all(
    Array.from({ length: count }, async (_none, place) => {
      const variants = isLarge ? 40 : draw.int(`variants of ${place}`, 1, 2);
      const skus = Array.from({ length: variants }, (_each, index) => `SKU-${place}-${index}`);
      const created = await http.send(
        {
          method: 'POST',
          path: '/v1/products',
          headers: { 'idempotency-key': `product-${place}` },
          body: {
            title: `Product ${place}`,
            slug: `product-${place}`,
            categories: [],
            status: 'active',
            variants: skus.map((sku) => ({ sku, options: {}, prices: pricesOf(sku, draw) })),
          },
        },
        `product ${place}`,
      );
      return created?.status === 201 ? [{ id: String(created.body.id), skus }] : [];
    }),
  );
  const all = products.flat();
  const skus = all.flatMap((product) => product.skus);
  await Promise.all(skus.flatMap((sku) => receive(sku, { http, draw, isLarge })));
  await scheduler.sleep(1_000);
  return { products: all, skus };
}

function pricesOf(sku: string, draw: Draw) {
  return Object.fromEntries(
    CURRENCIES.map((currency) => [currency, draw.int(`${sku} ${currency}`, 0, 5_000)]),
  );
}

function receive(
  sku: string,
  { http, draw, isLarge }: { readonly http: HttpClient; readonly draw: Draw; readonly isLarge: boolean },
): Promise<unknown>[] {
  // Two deliveries to one place may come in at once.
  const locations = ['main', ...draw.pick(`${sku} elsewhere`, [[], [], ['annex'], ['main']])];
  return locations.map((location, place) =>
    http.send(
      {
        method: 'POST',
        path: `/v1/stock/${sku}/adjustments`,
        headers: { 'idempotency-key': `received-${location}-${place}` },
        body: {
          location,
          delta: draw.int(
            `${sku} at ${location} ${place}`,
            1,
            isLarge ? 30 : draw.pick(`${sku} plenty`, [3, 12]),
          ),
          reason: 'received',
        },
      },
      `received ${sku} ${location} ${place}`,
    ),
  );
}
