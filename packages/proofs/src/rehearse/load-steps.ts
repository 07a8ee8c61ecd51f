import { type Shop, waitFor } from '../e2e/shop.ts';
import type { Context } from './context.ts';
import { stackOf } from './deployer.ts';
import { startOrderFlow } from './order-flow.ts';
import type { Release } from './release.ts';
import { updateTimes } from './stacks.ts';

/** The SKU of which orders are placed during a deployment, with more stock than they take. */
const SKU = 'UNDER-LOAD';
const UNITS = 1_000_000;
/** Orders that are placed before a deployment, and after it. */
const ORDERS_ON_EACH_SIDE = 10;

/**
 * Deploys a release of one service while orders are placed. Throws Error if an order is not confirmed, or if another stack
 * changes.
 */
export async function changeUnderLoad(
  { deployer, clients, log }: Context,
  shop: Shop,
  release: Release,
  service: string,
): Promise<void> {
  const before = await updateTimes(clients);
  const orders = await whileOrdersArePlaced(shop, () => deployer.deploy(release, [service]));
  const after = await updateTimes(clients);
  const changed = [...after].filter(([stack, time]) => before.get(stack) !== time).map(([stack]) => stack);
  if (changed.join() !== stackOf(release, service))
    throw new Error(`the change to ${service} was deployed to ${changed.join(', ') || 'no stack'}`);
  log(`changed ${service} while ${orders} orders were placed: all are confirmed, no other stack changed`);
}

/** Removes a service that orders do not need. Throws Error if an order is not confirmed. */
export async function removeUnderLoad(
  { deployer, log }: Context,
  shop: Shop,
  release: Release,
  service: string,
): Promise<void> {
  const orders = await whileOrdersArePlaced(shop, () => deployer.remove(release, [service]));
  log(`removed ${service} while ${orders} orders were placed: all are confirmed`);
}

/** Sells one unit. Throws Error if the order is not confirmed. */
export async function sellOne(shop: Shop, sku: string): Promise<void> {
  await shop.sell(sku, 1);
  const { status } = await shop.buy({ sku, quantities: [1] });
  if (status !== 'confirmed') throw new Error(`an order is ${status}`);
}

/** Creates the product of which orders are placed during deployments. */
export function stockUp(shop: Shop): Promise<void> {
  return shop.sell(SKU, UNITS);
}

/** Returns the number of orders that were placed. Each is confirmed, and has reserved its unit once. */
async function whileOrdersArePlaced(shop: Shop, change: () => Promise<void>): Promise<number> {
  const { reserved: reservedBefore } = await shop.stockOf(SKU);
  const flow = startOrderFlow(shop, SKU);
  const untilPlaced = (count: number) =>
    waitFor(`${count} orders to be placed`, async () => flow.placed() >= count);
  try {
    await untilPlaced(ORDERS_ON_EACH_SIDE);
    await change();
    await untilPlaced(flow.placed() + ORDERS_ON_EACH_SIDE);
  } catch (error) {
    await flow.stop().catch(() => undefined);
    throw error;
  }
  const { length } = await flow.stop();
  const { reserved } = await shop.stockOf(SKU);
  if (reserved - reservedBefore !== length)
    throw new Error(
      `${length} orders of one unit were confirmed, and ${reserved - reservedBefore} are reserved`,
    );
  return length;
}
