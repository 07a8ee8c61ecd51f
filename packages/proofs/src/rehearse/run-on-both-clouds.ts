import type { Progress } from '@tradepost/command-line/progress';
import type { Order } from '@tradepost/contracts/orders/model';
import { startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { createShop, type Shop } from '../e2e/shop.ts';
import { compareLogs, readEventLogs, type ScenarioLog } from './event-log.ts';
import { orderScenarios, runScenarios } from './order-scenarios.ts';

type Logs = ReadonlyMap<string, ScenarioLog>;

/** Runs the scenarios in a local cloud, and returns the events of each. */
export async function runLocally(dataDir: string, progress: Progress): Promise<Logs> {
  const cloud = await startCloudProcess({ dataDir });
  const shop = createShop(cloud.url);
  try {
    return await readEventLogs(shop, await runAll(shop, 'ordering locally', progress));
  } finally {
    await shop.api.close();
    await cloud.stop();
  }
}

/** Runs the same scenarios on the deployed services. Throws Error if their events differ from `expected`. */
export async function runDeployed(
  shop: Shop,
  expected: Logs,
  progress: Progress,
): Promise<{ readonly readAgain: () => Promise<Logs> }> {
  const orders = await runAll(shop, 'ordering deployed', progress);
  const read = () => readEventLogs(shop, orders, expected);
  requireSameLogs(expected, await read());
  return { readAgain: read };
}

/** Returns the number of events in logs. */
export function countEvents(logs: Logs): number {
  return [...logs.values()].reduce((sum, { length }) => sum + length, 0);
}

/** Throws Error with each line that only one of two clouds has. */
export function requireSameLogs(local: Logs, deployed: Logs): void {
  const differences = compareLogs(['the local cloud', local], ['the deployed services', deployed]);
  if (differences.length > 0) throw new Error(`the event logs differ:\n${differences.join('\n')}`);
}

async function runAll(shop: Shop, what: string, progress: Progress): Promise<ReadonlyMap<string, Order>> {
  progress.begin(what, orderScenarios.length, 'scenarios');
  const orders = await runScenarios(shop, orderScenarios, () => progress.advance());
  progress.end();
  return orders;
}
