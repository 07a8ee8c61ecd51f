import type { Journal } from '../invariants/journal.ts';
import { productsIn } from '../invariants/models/product-model.ts';
import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { readOrderAs } from './order-routes.ts';
import type { PlacedOrder } from './plan-orders.ts';
import { get } from './requests.ts';
import type { Shop } from './shop.ts';

export type ReadingConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly orders: readonly PlacedOrder[] };
};

export type FinalReadingConfig = Pick<ReadingConfig, 'http' | 'draw'> & {
  readonly record: { readonly orders: readonly PlacedOrder[]; readonly journal: Journal };
};

const READERS_SHARE = 0.5;
const MAX_READS = 8;
/** Within this time most orders have ended, and most captures are done. */
const READS_WITHIN_MS = 100_000;
const PAST_MS = 10_000;

type Read = (order: PlacedOrder, shop: Shop, draw: Draw, nowMs: number) => readonly HttpRequest[];

const paymentOf = (orderId: string) => orderId.replace('ord_', 'pay_');
const skuOf = ({ sku }: { readonly sku: string }) => sku;
const paths = (...all: readonly string[]) => all.map(get);

/** Requests about one resource. `check-reads.ts` compares every answer with what was stored then. */
const READS: readonly Read[] = [
  ({ plan, orderId, orderToken }) => [readOrderAs({ by: plan.by, orderId, orderToken })],
  ({ orderId }) => paths(`/v1/orders/${orderId}`, `/v1/orders/${orderId}/history`),
  // Twice: at a time in the past, near its first events, and now.
  ({ orderId }, _shop, draw, nowMs) =>
    [PAST_MS * draw.unit('past') ** 2, READS_WITHIN_MS * draw.unit('long past'), -1].map((agoMs) =>
      get(`/v1/orders/${orderId}?at=${new Date(Math.floor(nowMs - agoMs)).toISOString()}`),
    ),
  ({ orderId, answer }, _shop, draw) => {
    const afterMs = draw.pick('after', [-1, 0, 1, 3_000 * draw.unit('long after')]);
    const atMs = Date.parse(answer.body.placedAt) + Math.floor(afterMs);
    return paths(`/v1/orders/${orderId}?at=${encodeURIComponent(inParis(atMs))}`);
  },
  ({ orderId }, _shop, draw) =>
    paths(`/v1/orders/${orderId}/timeline?maxAgeSeconds=${draw.pick('age', [0, 0, 60])}`),
  ({ orderId }) => paths(`/v1/payments/${paymentOf(orderId)}`, `/v1/payments/${paymentOf(orderId)}/entries`),
  ({ plan, orderId }) =>
    paths(`/v1/ledger/${plan.body['currency']}`, `/v1/payments/${paymentOf(orderId)}/entries`),
  ({ orderId }) => paths(`/v1/reservations/${orderId.replace('ord_', 'res_')}`),
  (_order, { skus }, draw) =>
    paths(`/v1/stock/${draw.pick('sku', skus)}`, `/v1/stock?skus=${skus.slice(0, MAX_SKUS)}`),
  (_order, { skus }) =>
    paths(`/v1/availability?skus=${skus.slice(0, MAX_SKUS)}`, `/v1/variants?skus=${skus.slice(0, MAX_SKUS)}`),
  (_order, { products, skus }, draw) => {
    const { id } = draw.pick('product', products);
    return paths(`/v1/products/${id}`, `/v1/products/by-sku/${draw.pick('sku', skus)}`);
  },
  (_order, { products }, draw) => {
    const place = draw.int('product', 0, products.length - 1);
    return paths(`/v1/products/by-slug/product-${place}`, `/v1/admin/products/${products[place]?.id}`);
  },
];

const MAX_SKUS = 20;

/** In half of the runs, reads orders, payments, stock and products, some at a point in time. */
export async function readResources(shop: Shop, config: ReadingConfig): Promise<void> {
  const { world, http, record } = config;
  const draw = config.draw.under('reading');
  if (shop.products.length === 0 || !draw.chance('any', READERS_SHARE)) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_READS) }, async (_none, place) => {
      const of = draw.under(`read ${place}`);
      await world.scheduler.sleep(READS_WITHIN_MS * of.unit('comes') ** 3);
      if (record.orders.length === 0) return;
      const read = of.pick('kind', READS);
      const requests = read(of.pick('order', record.orders), shop, of, world.scheduler.nowMs());
      for (const [index, request] of requests.entries()) {
        const answer = await http.send(request, `read ${place} request ${index}`);
        // The time of the last event, to the millisecond: it counts.
        const { updatedAt } = answer?.body ?? {};
        if (request.path.startsWith('/v1/orders/') && updatedAt !== undefined)
          await http.send(get(`${pathOf(request)}?at=${updatedAt}`), `read ${place} request ${index} then`);
      }
    }),
  );
}

const FINAL_SHARE = 0.3;
const MAX_FINAL_ORDERS = 2;
const MAX_FINAL_SKUS = 6;

/**
 * In some of the runs, reads resources when nothing changes any more, so that there is one right answer: orders with all
 * that belongs to them, and products by SKUs that they have or had.
 */
export async function readFinalResources({ http, draw: drawn, record }: FinalReadingConfig): Promise<void> {
  const draw = drawn.under('final reading');
  if (!draw.chance('any', FINAL_SHARE)) return;
  const orders = Array.from({ length: Math.min(MAX_FINAL_ORDERS, record.orders.length) }, (_none, place) =>
    draw.pick(`order ${place}`, record.orders),
  );
  const products = [...productsIn(record.journal).values()].flat();
  const skus = [...new Set(products.flatMap(({ product }) => product.variants.map(skuOf)))];
  const chosen = skus.length === 0 ? [] : Array.from({ length: MAX_FINAL_SKUS }, (_none, place) => place);
  const requests = [
    ...orders.flatMap(({ plan, orderId }) =>
      paths(
        ...[`/v1/orders/${orderId}/timeline?maxAgeSeconds=0`, `/v1/orders/${orderId}/history`],
        ...[`/v1/payments/${paymentOf(orderId)}`, `/v1/payments/${paymentOf(orderId)}/entries`],
        `/v1/ledger/${plan.body['currency']}`,
      ),
    ),
    ...chosen.map((place) => get(`/v1/products/by-sku/${draw.pick(`sku ${place}`, skus)}`)),
  ];
  for (const [index, request] of requests.entries()) await http.send(request, `final read ${index}`);
}

function pathOf({ path }: HttpRequest): string {
  return path.split('?')[0] ?? '';
}

/** The time with the offset of another place. */
function inParis(ms: number): string {
  return new Date(ms + 3_600_000).toISOString().replace('Z', '+01:00');
}
