import type { Draw } from '../random.ts';
import { cancelOrderAs } from '../workload/order-routes.ts';
import { adjustStock, createProduct, post, SHIPPING_ADDRESS } from '../workload/requests.ts';
import type { WorkloadConfig } from '../workload/workload.ts';
import type { HttpClient } from '../world/http-client.ts';

/** The number and rate of the orders, the units in stock, and the share of the orders with a second line. */
export type Rush = {
  readonly orders: number;
  readonly perSecond: number;
  readonly units: number;
  readonly manyLinesShare: number;
};

const HOT_SKU = 'HOT';
const OTHER_SKUS = ['OTHER-0', 'OTHER-1', 'OTHER-2', 'OTHER-3'];
/** More units than any seed sells of the other SKUs. */
const OTHER_UNITS = 1_000;
/** By then, orders has received the product's events. */
const OPENS_AFTER_MS = 10_000;
const DECLINED_SHARE = 0.05;
const CANCELLED_SHARE = 0.08;
const TWICE_SHARE = 0.05;
const MAX_ADJUSTMENTS = 3;

/** Creates the product and its stock, then places the orders: their arrivals are a Poisson process. */
export async function playRush(config: WorkloadConfig, rush: Rush): Promise<void> {
  const { world, http, draw } = config;
  await openShop(http, rush.units);
  await world.scheduler.sleep(OPENS_AFTER_MS);
  let atMs = 0;
  const arrivals = Array.from({ length: rush.orders }, (_none, place) => {
    atMs += (-Math.log(1 - draw.unit(`order ${place} comes`)) * 1_000) / rush.perSecond;
    return { place, atMs };
  });
  await Promise.all([
    ...arrivals
      .filter(({ place }) => config.withoutOrders?.has(place) !== true)
      .map(async (arrival) => {
        await world.scheduler.sleep(arrival.atMs);
        await order(arrival.place, draw.under(`order ${arrival.place}`), config, rush.manyLinesShare);
      }),
    adjust(atMs, config),
  ]);
}

async function openShop(http: HttpClient, units: number): Promise<void> {
  const skus = [HOT_SKU, ...OTHER_SKUS];
  const variants = skus.map((sku) => ({ sku, options: { sku }, prices: { GBP: 1_000 } }));
  await http.send(createProduct({ title: 'Rush', slug: 'rush', variants }, 'product'), 'product');
  await Promise.all(
    skus.map((sku) => receive(sku, sku === HOT_SKU ? units : OTHER_UNITS, `received-${sku}`, http)),
  );
}

function receive(sku: string, delta: number, key: string, http: HttpClient) {
  return http.send(adjustStock(sku, delta, key, { reason: 'received' }), key);
}

async function order(
  place: number,
  draw: Draw,
  { world, http, record }: WorkloadConfig,
  manyLinesShare: number,
): Promise<void> {
  const name = `order ${place}`;
  const others = draw.chance('many lines', manyLinesShare) ? [draw.pick('other', OTHER_SKUS)] : [];
  const body = {
    currency: 'GBP',
    lines: [HOT_SKU, ...others].map((sku) => ({ sku, quantity: draw.int(`quantity of ${sku}`, 1, 2) })),
    email: 'ada@example.com',
    shippingAddress: SHIPPING_ADDRESS,
    paymentToken: draw.chance('declined', DECLINED_SHARE) ? 'tok_declined' : 'tok_approved',
  };
  const idempotencyKey = `order-${place}`;
  const send = (key: string) => http.send(post('/v1/orders', body, idempotencyKey), `${name} ${key}`);
  const [answer] = await Promise.all([
    send('place'),
    ...(draw.chance('twice', TWICE_SHARE) ? [send('again')] : []),
  ]);
  if (answer === undefined) return;
  if (answer.status !== 201) {
    record.contradictions.push(`${name} of the rush got ${answer.status}`);
    return;
  }
  const orderId = String(answer.body.id);
  const plan = { ...NO_PLANS, place, idempotencyKey, body };
  record.orders.push({ plan, orderId, answer });
  if (!draw.chance('cancelled', CANCELLED_SHARE)) return;
  await world.scheduler.sleep(4_000 * draw.unit('cancelled after') ** 2);
  await http.send(cancelOrderAs({ by: 'staff', orderId }), `${name} cancel`);
}

const NO_PLANS = {
  by: 'staff' as const,
  copies: 1,
  isRepeated: false,
  cancelAfterMs: undefined,
  captureAfterMs: undefined,
  captureShare: undefined,
  refunds: [],
};

/** Receives further units while others are sold. */
async function adjust(withinMs: number, { world, http, draw }: WorkloadConfig): Promise<void> {
  await Promise.all(
    Array.from({ length: draw.int('adjustments', 0, MAX_ADJUSTMENTS) }, async (_none, place) => {
      await world.scheduler.sleep(withinMs * draw.unit(`adjustment ${place} comes`));
      await receive(HOT_SKU, draw.int(`adjustment ${place}`, 1, 5), `adjustment-${place}`, http);
    }),
  );
}
