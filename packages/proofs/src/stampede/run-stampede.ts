import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import type { Books } from '@tradepost/simulation/invariants/tables';
import { createDraw } from '@tradepost/simulation/random';
import { type TestCloud, withCloud } from '@tradepost/testing/cloud/with-cloud';
import { auditShop } from '../audit/audit-shop.ts';
import { describeMachine, type Machine } from '../bench/machine.ts';
import { untilAnswered } from '../crash-test/until-answered.ts';
import { createShop, type Shop, toBody } from '../e2e/shop.ts';
import { checkSales, type Sales } from './check-sales.ts';
import { sendTogether } from './send-together.ts';

export type StampedeConfig = {
  readonly orders: number;
  readonly clients: number;
  /** Units of all SKUs together. */
  readonly units: number;
  /** Number of identical concurrent requests. */
  readonly copies: number;
  /** Number of times that two bodies are sent at once under one key. */
  readonly contradictions: number;
  readonly seed: number;
  readonly progress: Progress;
  readonly log: (message: string) => void;
};

export type StampedeReport = {
  readonly machine: Machine;
  readonly orders: number;
  readonly clients: number;
  /** Orders accepted per second until the last was accepted, and ended per second until the last had ended. */
  readonly acceptedPerSecond: number;
  readonly endedPerSecond: number;
  readonly sales: Sales;
  readonly problems: readonly string[];
};

/** Shares of the units by SKU. */
const SHARES: Readonly<Record<string, number>> = { 'RUSH-A': 0.5, 'RUSH-B': 0.3, 'RUSH-C': 0.2 };

/**
 * Places more orders than there are units, all at once, then sends identical and contradicting requests at once. Uses a
 * new folder, which is deleted afterwards.
 */
export function runStampede(config: StampedeConfig): Promise<StampedeReport> {
  return withCloud({}, (cloud) => stampede(cloud, config));
}

async function stampede({ url, dataDir }: TestCloud, config: StampedeConfig): Promise<StampedeReport> {
  const shop = createShop(url);
  try {
    const stock = unitsOf(config.units);
    for (const [sku, units] of stock) await shop.sell(sku, units);
    const startedAt = Date.now();
    await placeAll(shop, config);
    const acceptedAt = Date.now();
    config.log('Waiting until all orders have ended');
    const { problems, books } = await auditShop(shop.api, dataDir);
    const sales = checkSales(books, stock);
    const together = await sendTogether(shop, config);
    config.log('Auditing the shop');
    const { problems: atLast } = await auditShop(shop.api, dataDir);
    const perSecond = (until: number) => Math.round((config.orders * 10_000) / (until - startedAt)) / 10;
    return {
      machine: describeMachine(),
      orders: config.orders,
      clients: config.clients,
      acceptedPerSecond: perSecond(acceptedAt),
      endedPerSecond: perSecond(lastEndOf(books)),
      sales,
      problems: [...problems, ...sales.problems, ...together, ...atLast],
    };
  } finally {
    await shop.api.close();
  }
}

function unitsOf(units: number): ReadonlyMap<string, number> {
  return new Map(Object.entries(SHARES).map(([sku, share]) => [sku, Math.round(units * share)]));
}

/** Most orders are for one unit; some are for more, or for two SKUs, of which they must get both or none. */
async function placeAll(shop: Shop, { orders, clients, seed, progress }: StampedeConfig): Promise<void> {
  const draw = createDraw(seed);
  const skus = Object.keys(SHARES);
  const places = Array.from({ length: orders }, (_none, place) => place);
  progress.begin('Ordering', orders, 'orders');
  await forEach(places, clients, async (place) => {
    const own = draw.under(`order ${place}`);
    const first = own.int('sku', 0, skus.length - 1);
    const wanted = own.chance('two', 0.2) ? [first, (first + 1) % skus.length] : [first];
    const order = {
      lines: wanted.map((index) => ({
        sku: skus[index] ?? '',
        quantity: own.chance(`more of ${index}`, 0.2) ? own.int(`quantity of ${index}`, 2, 4) : 1,
      })),
      key: `stampede-${place}`,
    };
    // A busy machine may need longer than the function has: the customer asks again, with the same key.
    const answer = await untilAnswered(() =>
      shop.api.POST('/v1/orders', { body: toBody(order), idempotencyKey: order.key }),
    );
    if (answer?.data === undefined) throw new Error(`${order.key} was not placed: ${answer?.error?.message}`);
    progress.advance();
  });
  progress.end();
}

function lastEndOf({ orders }: Books): number {
  return [...orders.values()].reduce((last, log) => Math.max(last, Date.parse(log.at(-1).at)), 0);
}
