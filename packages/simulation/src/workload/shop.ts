import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { drawComponents } from './draw-components.ts';
import { adjustStock, createProduct } from './requests.ts';

export type Shop = {
  readonly products: readonly { readonly id: string; readonly skus: readonly string[] }[];
  /** SKUs that are sold: those with stock, and the bundle. */
  readonly skus: readonly string[];
  readonly stocked: readonly string[];
  /** Some shops sell a bundle of their other SKUs. */
  readonly bundle?: { readonly id: string; readonly sku: string };
  /** Maximum number of lines of an order. */
  readonly maxLines: number;
};

/** Maximum number of lines of an order in most shops. */
export const MAX_SMALL_LINES = 3;

/** Few shops have orders of hundreds of lines, up to the API's 600; fewer still have many SKUs, which take time. */
const LARGE_SHOPS = [
  { share: 0.0015, products: 8, variants: 40 },
  { share: 0.008, products: 1, variants: 24 },
];
const MAX_LARGE_LINES = 600;
/** Share of the SKUs of which an order may have only a few units. */
const LIMITED_SHARE = 0.08;
const MAX_LIMIT = 3;
const BUNDLES_SHARE = 0.4;
const CURRENCIES = ['GBP', 'EUR', 'JPY'];

/** Creates products, and receives little stock of each SKU, because races happen where stock runs out. */
export async function createShop(http: HttpClient, draw: Draw, scheduler: Scheduler): Promise<Shop> {
  const large = LARGE_SHOPS.find(({ share, products }) => draw.chance(`large shop ${products}`, share));
  const count = large?.products ?? draw.int('products', 1, draw.chance('hot', 0.5) ? 1 : 2);
  const products = await Promise.all(
    Array.from({ length: count }, async (_none, place) => {
      const variants = large?.variants ?? draw.int(`variants of ${place}`, 1, 2);
      const skus = Array.from({ length: variants }, (_each, index) => `SKU-${place}-${index}`);
      const created = await http.send(
        createProduct(
          {
            title: `Product ${place}`,
            slug: `product-${place}`,
            variants: skus.map((sku) => ({
              sku,
              options: {},
              prices: pricesOf(sku, draw),
              ...(draw.chance(`${sku} is limited`, large === undefined ? LIMITED_SHARE : 0)
                ? { purchaseLimit: draw.int(`${sku} limit`, 1, MAX_LIMIT) }
                : {}),
            })),
          },
          `product-${place}`,
        ),
        `product ${place}`,
      );
      return created?.status === 201 ? [{ id: String(created.body.id), skus }] : [];
    }),
  );
  const all = products.flat();
  const stocked = all.flatMap((product) => product.skus);
  const maxLines = large === undefined ? MAX_SMALL_LINES : MAX_LARGE_LINES;
  // The stock suffices for the largest order, for some SKUs up to four times.
  const perOrder = Math.ceil(MAX_LARGE_LINES / stocked.length);
  const units = large === undefined ? undefined : { min: perOrder, max: 4 * perOrder };
  await Promise.all(stocked.flatMap((sku) => receive(sku, http, draw, units)));
  const bundle = large === undefined ? await createBundle(stocked, http, draw.under('bundle')) : undefined;
  await scheduler.sleep(1_000);
  if (bundle === undefined) return { products: all, skus: stocked, stocked, maxLines };
  return { products: all, skus: [...stocked, bundle.sku], stocked, bundle, maxLines };
}

/** Creates a bundle of SKUs of the shop, which are also sold by themselves: both take the same units. */
async function createBundle(
  stocked: readonly string[],
  http: HttpClient,
  draw: Draw,
): Promise<Shop['bundle']> {
  if (stocked.length === 0 || !draw.chance('any', BUNDLES_SHARE)) return undefined;
  const sku = 'BUNDLE';
  const components = drawComponents(draw, stocked);
  const created = await http.send(
    createProduct(
      {
        ...{ title: 'Bundle', slug: 'bundle' },
        variants: [{ sku, options: {}, prices: pricesOf(sku, draw), components }],
      },
      'bundle',
    ),
    'bundle',
  );
  return created?.status === 201 ? { id: String(created.body.id), sku } : undefined;
}

function pricesOf(sku: string, draw: Draw) {
  return Object.fromEntries(
    CURRENCIES.map((currency) => [currency, draw.int(`${sku} ${currency}`, 0, 5_000)]),
  );
}

/** Draws the units of a SKU at each of its locations. Two deliveries to one location may arrive at once. */
function receive(
  sku: string,
  http: HttpClient,
  draw: Draw,
  units: { readonly min: number; readonly max: number } | undefined,
): Promise<unknown>[] {
  const locations = ['main', ...draw.pick(`${sku} elsewhere`, [[], [], ['annex'], ['main']])];
  return locations.map((location, place) => {
    const max = units?.max ?? draw.pick(`${sku} plenty`, [3, 12]);
    const delta = draw.int(`${sku} at ${location} ${place}`, units?.min ?? 1, max);
    const key = `received-${location}-${place}`;
    return http.send(
      adjustStock(sku, delta, key, { location, reason: 'received' }),
      `received ${sku} ${location} ${place}`,
    );
  });
}
