import type { Faults } from '../faults/faults.ts';
import type { KnownOffer } from '../invariants/check-prices.ts';
import type { SoldProduct } from '../invariants/check-refusals.ts';
import type { Journal } from '../invariants/journal.ts';
import type { ReservationLife } from '../invariants/reservation-life.ts';
import type { Draw } from '../random.ts';
import type { Answered, HttpAnswer, HttpClient, HttpRequest } from '../world/http-client.ts';
import type { AnsweredWebhook } from '../world/provider-webhooks.ts';
import type { World } from '../world/world.ts';
import { makeBlunders } from './blunders.ts';
import { changeLists } from './browsing.ts';
import { shopWithCarts } from './carts/carts.ts';
import type { CartsRecord } from './carts/carts-record.ts';
import { changeBundles } from './change-bundles.ts';
import { type Claim, claimOrders } from './claim-orders.ts';
import { correctOrders } from './correct-orders.ts';
import { dispatchStock, type SentDispatch } from './dispatch-stock.ts';
import type { ReportedDispute } from './disputes.ts';
import { erasePeople, type RequestedErasure, type Restore } from './erase-people.ts';
import { holdForCarts } from './hold-for-carts.ts';
import { ORDERS } from './lists/lists.ts';
import { readLists } from './lists/read-lists.ts';
import type { Walk, WalkConfig } from './lists/walk.ts';
import { walkList } from './lists/walk-list.ts';
import { capturesAreNewer, type MoneyRecord, takeMoney } from './money.ts';
import { offerShipping } from './offer-shipping.ts';
import { type Approval, operate } from './operate.ts';
import { cancelOrderAs, placeOrderAs } from './order-routes.ts';
import { payLater } from './pay-later.ts';
import { type OrderPlan, type PlacedOrder, planOrders } from './plan-orders.ts';
import { keepProfiles } from './profiles.ts';
import { type BudgetsRecord, raceBudgets } from './race-budgets.ts';
import { type CodesRecord, raceCodes } from './race-codes.ts';
import { readResources } from './reading.ts';
import { adjustStock, asStaff, get } from './requests.ts';
import { reserveStock } from './reserve-stock.ts';
import { reuseKeys } from './reuse-keys.ts';
import { createShop, type Shop } from './shop.ts';
import { type EdgeAnswer, tryEdges } from './try-edges.ts';
import { visitOrders } from './visitors.ts';

/** The requests and answers of the outside world: the invariants compare the services with them. */
export type Record_ = MoneyRecord & {
  readonly orders: PlacedOrder[];
  /** Answers that contradict each other. */
  readonly contradictions: string[];
  /** Malformed messages that were sent to queues: they can never be processed. */
  readonly poison: { readonly queue: string; readonly body: string }[];
  /** All answers that callers received. */
  readonly answers: Answered[];
  /** All completed reads of lists. */
  readonly walks: Walk[];
  /** Everything that was ever stored. */
  readonly journal: Journal;
  /** Captured payments, with the time from which on orders has them. */
  readonly captured: { readonly paymentId: string; readonly atMs: number }[];
  /** All states of the products in the catalogue. */
  readonly sold: SoldProduct[];
  /** All states of the offers in orders. */
  readonly offers: KnownOffer[];
  /** Disputes whose webhooks were accepted. */
  readonly disputes: ReportedDispute[];
  /** Dispatches of a warehouse, for which the reservations had enough units. */
  readonly dispatches: SentDispatch[];
  /** All webhooks that were answered. */
  readonly webhooks: AnsweredWebhook[];
  /** Every reservation that held stock, by its id. */
  readonly lives: Map<string, ReservationLife>;
  /** Reservations of guests that no order has. */
  readonly guestReservations: Set<string>;
  /** Lines that the order of a cart reserves, by the id of its reservation. */
  readonly linesOfOrders: Map<string, readonly { readonly sku: string; readonly quantity: number }[]>;
  /** Discount codes, and the orders that race for them. */
  readonly codes: CodesRecord;
  /** Parts of budgets of promotions for which orders race. */
  readonly budgets: BudgetsRecord;
  /** Carts that callers have created. */
  readonly carts: CartsRecord;
  /** Customers who may have an order of a guest. */
  readonly claims: Claim[];
  /** Answered approvals of replays. */
  readonly approvals: Approval[];
  /** People whose erasure was requested. */
  readonly erasures: RequestedErasure[];
  /** Restores of the table of subject keys, until the erasure list was applied. */
  readonly restores: Restore[];
  /** Answers to requests at bounds. */
  readonly edges: EdgeAnswer[];
};

export type WorkloadConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: Record_;
  readonly faults: Pick<Faults, 'happens'>;
  /** Places of orders to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
  readonly hasPoison: boolean;
  /** Time within which customers arrive; at most 90 seconds by default. */
  readonly ordersWithinMs?: number | undefined;
};

const OPENS_AT_ONCE_SHARE = 0.3;
const ORDERS_WITHIN_MS = 90_000;
const MIN_CHANGES_MS = 30_000;
const THRESHOLD_SHARE = 0.5;
const MAX_THRESHOLD = 8;
const LISTED_SHARE = 0.5;
const DISPATCHED_SHARE = 0.4;
const CAPTURED_AFTER_MS = 60_000;
const MAX_AFTER_CANCEL_MS = 2_000;
/** In half of the runs all customers arrive within this time. */
const RUSH_MS = 150;

/** Plays a shop and its customers, who arrive together or one by one, cancel, and repeat requests. */
export async function runWorkload(config: WorkloadConfig): Promise<void> {
  const { world, http, draw } = config;
  const { scheduler } = world;
  const shop = await createShop(http, draw, scheduler);
  // In some shops customers order as soon as the products are created, before orders has received their events.
  if (!draw.chance('opens at once', OPENS_AT_ONCE_SHARE))
    await scheduler.sleep(5_000 + 20_000 * draw.unit('opening'));
  const withinMs = config.ordersWithinMs ?? (draw.chance('rush', 0.5) ? RUSH_MS : ORDERS_WITHIN_MS);
  const planned = planOrders(draw, shop).filter(({ place }) => !config.withoutOrders?.has(place));
  const plans = capturesAreNewer(world) ? planned.map(withCapture) : planned;
  await Promise.all([
    ...plans.map(async (plan) => {
      await scheduler.sleep(withinMs * draw.unit(`order ${plan.place} comes`) ** 2);
      await playOrder(plan, config);
    }),
    changeShop(shop, config, withinMs),
    changeBundles(shop, config, draw),
    countStock(shop, config, withinMs),
    makeBlunders(config),
    reserveStock(config),
    holdForCarts(config),
    raceCodes(config),
    raceBudgets(config),
    operate(config),
    tryEdges(config),
    readLists(config),
    changeLists(config),
    offerShipping(config),
    readResources(shop, config),
    reuseKeys(config),
    visitOrders(config),
    claimOrders(config),
    correctOrders(config),
    payLater(config),
    shopWithCarts(shop, config),
    erasePeople(config),
    keepProfiles(config),
    ...(config.hasPoison ? [putPoison(config)] : []),
  ]);
}

/** Plans a capture of every order, where captures are of interest. */
function withCapture(plan: OrderPlan): OrderPlan {
  return { ...plan, captureAfterMs: plan.captureAfterMs ?? CAPTURED_AFTER_MS };
}

async function playOrder(plan: OrderPlan, { world, http, draw, record }: WorkloadConfig): Promise<void> {
  const { scheduler } = world;
  const name = `order ${plan.place}`;
  const send = (request: HttpRequest, key: string) => http.send(request, `${name} ${key}`);
  const { by } = plan;
  const place = (body: unknown, key: string) => send(placeOrderAs(by, body, plan.idempotencyKey), key);
  const together = () =>
    Promise.all(Array.from({ length: plan.copies }, (_none, copy) => place(plan.body, `place ${copy}`)));
  const [first, ...others] = await together();
  if (first === undefined || first.status !== 201) return;
  const orderId = String(first.body.id);
  const { orderToken } = first.body as { readonly orderToken?: string };
  const placed = { plan, orderId, answer: first, ...(orderToken === undefined ? {} : { orderToken }) };
  record.orders.push(placed);
  const differs = (answer: HttpAnswer | undefined) => answer?.status === 201 && answer.text !== first.text;
  if (others.some(differs)) record.contradictions.push(`${orderId}: the same key got two answers`);
  if (plan.isRepeated) {
    await scheduler.sleep(60_000 * draw.unit(`${name} repeat`));
    const again = await place(plan.body, 'repeat');
    if (again !== undefined && again.text !== first.text) {
      record.contradictions.push(`${orderId}: a repeat got ${again.status} ${again.text}, not ${first.text}`);
    }
  }
  const cancel = async (afterMs: number): Promise<void> => {
    await scheduler.sleep(afterMs);
    const cancelled = await send(cancelOrderAs({ by, orderId, orderToken }), 'cancel');
    if (cancelled?.status === 200 && cancelled.body.status !== 'cancelled')
      record.contradictions.push(`${orderId}: cancelled, and ${cancelled.body.status}`);
  };
  await Promise.all([
    plan.cancelAfterMs === undefined ? undefined : cancel(plan.cancelAfterMs),
    plan.cancelAfterMs === undefined || !draw.chance(`${name} is listed as it moves`, LISTED_SHARE)
      ? undefined
      : listNear(plan.cancelAfterMs, name, { world, http, draw, record }),
    // A free order has no payment to capture.
    plan.captureAfterMs === undefined || first.body.total.amountMinor === 0
      ? undefined
      : takeMoney(placed, { world, draw, record, send }),
    draw.chance(`${name} is dispatched`, DISPATCHED_SHARE)
      ? dispatchStock(orderId.replace('ord_', 'res_'), { world, http, draw, record })
      : undefined,
  ]);
}

/** Reads a list at about the time when an order is cancelled and moves from one list to another. */
async function listNear(cancelAfterMs: number, name: string, config: WalkConfig): Promise<void> {
  const { world, draw } = config;
  await world.scheduler.sleep(cancelAfterMs + MAX_AFTER_CANCEL_MS * draw.unit(`${name} list`) ** 2);
  const list = draw.pick(`${name} which list`, ORDERS);
  await walkList(`${name} list`, list, config);
}

async function changeShop(
  shop: Shop,
  { world, http, draw }: WorkloadConfig,
  withinMs: number,
): Promise<void> {
  const { scheduler } = world;
  const isLong = withinMs > ORDERS_WITHIN_MS;
  const changes = shop.products.length === 0 ? 0 : draw.int('shop changes', 0, isLong ? 4 : 2);
  for (let change = 0; change < changes; change += 1) {
    const name = `shop change ${change}`;
    await scheduler.sleep(Math.max(MIN_CHANGES_MS, withinMs / 3) * draw.unit(name));
    const product = draw.pick(`${name} product`, shop.products);
    const path = `/v1/products/${product.id}`;
    const known = await http.send(get(path), `${name} look`);
    if (known?.status !== 200) continue;
    const isArchived = draw.chance(`${name} archives`, 0.3);
    const variants = known.body.variants.map((variant: { prices: Record<string, number> }) => ({
      ...variant,
      prices: Object.fromEntries(
        Object.entries(variant.prices).map(([currency, price]) => [
          currency,
          price + draw.int(`${name} ${currency}`, 1, 500),
        ]),
      ),
    }));
    const headers = { 'if-match': `"${known.body.version}"` };
    await (isArchived
      ? http.send(asStaff({ method: 'POST', path: `${path}/archive`, headers }), name)
      : http.send(asStaff({ method: 'PATCH', path, body: { variants }, headers }), name));
    const sku = draw.pick(`${name} sku`, product.skus);
    const delta = draw.int(`${name} delta`, -3, 6) || 1;
    await http.send(adjustStock(sku, delta, name.replaceAll(' ', '-')), `${name} stock`);
  }
}

/** Adjusts stock while orders reserve units. */
async function countStock(
  { stocked: skus }: Shop,
  { world, http, draw }: WorkloadConfig,
  withinMs: number,
): Promise<void> {
  const counts = skus.length === 0 ? 0 : draw.int('counts', 0, 2);
  await Promise.all(
    Array.from({ length: counts }, async (_none, count) => {
      const name = `count ${count}`;
      await world.scheduler.sleep(withinMs * draw.unit(name) ** 2);
      const sku = draw.pick(`${name} sku`, skus);
      if (draw.chance(`${name} sets a threshold`, THRESHOLD_SHARE))
        await setThreshold(sku, name, { http, draw });
      const delta = draw.pick(`${name} delta`, [1, 2, -1]);
      await http.send(adjustStock(sku, delta, name.replace(' ', '-')), name);
    }),
  );
}

/** Counts the units that are there, and sets the threshold from which on the stock is low. */
async function setThreshold(
  sku: string,
  name: string,
  { http, draw }: Pick<WorkloadConfig, 'http' | 'draw'>,
): Promise<void> {
  const stock = await http.send(get(`/v1/stock/${sku}`), `${name} look`);
  const level = stock?.status === 200 ? stock.body.locations[0] : undefined;
  if (level === undefined) return;
  const { onHand, location, version } = level;
  const body = { onHand, lowStockThreshold: draw.int(`${name} threshold`, 1, MAX_THRESHOLD) };
  const path = `/v1/stock/${sku}/locations/${location}`;
  await http.send(
    asStaff({ method: 'PUT', path, body, headers: { 'if-match': `"${version}"` } }),
    `${name} threshold`,
  );
}

async function putPoison({ world, draw, record }: WorkloadConfig): Promise<void> {
  const consumed = world.queues.all.filter(({ isDeadLetters }) => !isDeadLetters);
  for (let count = draw.int('poison', 1, 3); count > 0; count -= 1) {
    await world.scheduler.sleep(20_000 * draw.unit(`poison ${count}`));
    const queue = draw.pick(`poison ${count} queue`, consumed);
    const body = draw.pick(`poison ${count} body`, POISON);
    record.poison.push({ queue: queue.name, body });
    queue.send(body);
  }
}

const POISON = [
  '',
  'not json',
  '{}',
  '[1,2]',
  '{"specversion":"1.0"}',
  '{"specversion":"1.0","type":"Nonsense","__proto__":{"a":1}}',
];
