import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '@tradepost/cli/api/connect';
import { type StockedSku, stockShop } from '@tradepost/cli/seed/stock-shop';
import type { Draw } from '@tradepost/simulation/random';
import { type OrderPlan, planOrder } from '@tradepost/simulation/workload/plan-orders';
import type { Answers } from './answers.ts';
import { capture } from './capture.ts';
import { compareAnswers } from './compare-answers.ts';
import type { Load } from './load.ts';
import { place } from './place.ts';
import { untilAnswered } from './until-answered.ts';

export type CustomersConfig = {
  readonly api: Api;
  readonly draw: Draw;
  readonly dataDir: string;
  readonly clients: number;
};

type Config = CustomersConfig & { readonly skus: readonly string[] };

/** Some SKUs never sell out; others sell out midway or soon. */
const UNITS: readonly number[] = [1_000_000, 1_000_000, 1_000_000, 1_000, 200, 20];
const HIGHEST_PRICE_MINOR = 5_000;
const LONGEST_PAUSE_MS = 300;
const LONGEST_WAIT_FOR_REPEAT_MS = 3_000;
const CONTRADICTED_SHARE = 0.1;
/** The simulation plans for minutes; here the same must happen between two kills. */
const HASTE = 0.1;

/**
 * Stocks a shop, and starts customers who order one after the other, repeat and contradict requests, cancel and pay, until
 * `finish`.
 */
export async function startCustomers(shop: CustomersConfig): Promise<Load> {
  const stock = drawStock(shop.draw);
  await stockShop(shop.api, stock);
  const received = new Map(stock.map(({ sku, units }) => [sku, units]));
  const config: Config = { ...shop, draw: shop.draw.under('load'), skus: [...received.keys()] };
  const seen: Answers = {
    ...{ orders: new Map(), cancelled: new Set(), captured: new Set(), rejected: new Map(), problems: [] },
  };
  const stopping = new AbortController();
  const later = new Set<Promise<void>>();

  async function order(place: number, draw: Draw): Promise<void> {
    const plan = planOrder(place, draw, config.skus, undefined, ['staff']);
    const orderId = await placeOnce(plan, config.api, seen);
    if (orderId === undefined) return;
    const following = follow(orderId, plan, draw, config, seen)
      .catch((error: unknown) => void seen.problems.push(`${orderId}: ${String(error)}`))
      .finally(() => later.delete(following));
    later.add(following);
  }

  async function shopOn(client: number): Promise<void> {
    const own = config.draw.under(`client ${client}`);
    for (let place = 0; !stopping.signal.aborted; place += 1) {
      // Places are unique, so no two clients share an idempotency key.
      await order(client + place * config.clients, own.under(`order ${place}`));
      await sleep(LONGEST_PAUSE_MS * own.unit(`pause ${place}`));
    }
  }

  const shopping = Array.from({ length: config.clients }, (_none, client) => shopOn(client));
  return {
    problems: seen.problems,
    kill: async () => {},
    restart: () => {},
    finish: async () => {
      stopping.abort();
      await Promise.all(shopping);
      await Promise.all(later);
    },
    compare: ({ api, books, progress }) => compareAnswers(seen, { api, books, received, progress }),
    counts: () => ({ orders: seen.orders.size, rejected: seen.rejected }),
  };
}

function drawStock(draw: Draw): readonly StockedSku[] {
  return UNITS.map((units, index) => {
    const sku = `CRASH-${index}`;
    const priceIn = (currency: string) => draw.int(`${sku} ${currency}`, 1, HIGHEST_PRICE_MINOR);
    return { sku, units, prices: { GBP: priceIn('GBP'), EUR: priceIn('EUR'), JPY: priceIn('JPY') } };
  });
}

/** Sends the planned copies of an order at once; returns its id if it was accepted. */
async function placeOnce(plan: OrderPlan, api: Api, seen: Answers): Promise<string | undefined> {
  const answers = await Promise.all(Array.from({ length: plan.copies }, () => place(plan, plan.body, api)));
  const [first] = answers;
  const differing = answers.find((answer) => answer.text !== first?.text);
  if (differing !== undefined)
    seen.problems.push(`${plan.idempotencyKey} was answered ${first?.text} and ${differing.text}`);
  if (first?.id === undefined) {
    const code = first?.text ?? '';
    seen.rejected.set(code, (seen.rejected.get(code) ?? 0) + 1);
    return undefined;
  }
  seen.orders.set(first.id, { plan, answer: first.text });
  return first.id;
}

async function follow(
  orderId: string,
  plan: OrderPlan,
  draw: Draw,
  { api, dataDir }: Config,
  seen: Answers,
): Promise<void> {
  if (plan.isRepeated) {
    await sleep(LONGEST_WAIT_FOR_REPEAT_MS * draw.unit('repeat'));
    const { text } = await place(plan, plan.body, api);
    if (text !== seen.orders.get(orderId)?.answer)
      seen.problems.push(`${orderId}: a repeat was answered ${text}`);
  }
  if (draw.chance('contradicted', CONTRADICTED_SHARE)) {
    const { text } = await place(plan, { ...plan.body, note: 'another body' }, api);
    if (text !== 'IDEMPOTENCY_KEY_REUSED')
      seen.problems.push(`${orderId}: its key with another body was answered ${text}`);
  }
  if (plan.cancelAfterMs !== undefined) {
    await sleep(plan.cancelAfterMs * HASTE);
    const params = { path: { orderId } };
    const answer = await untilAnswered(() => api.POST('/v1/orders/{orderId}/cancel', { params }));
    if (answer?.data?.status === 'cancelled') seen.cancelled.add(orderId);
  } else if (plan.captureAfterMs !== undefined) {
    await sleep(plan.captureAfterMs * HASTE);
    if (await capture(orderId, api, dataDir)) seen.captured.add(orderId);
  }
}
