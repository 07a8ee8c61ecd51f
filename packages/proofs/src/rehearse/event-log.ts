import { setTimeout as sleep } from 'node:timers/promises';
import { unwrap } from '@tradepost/client/client';
import type { Order } from '@tradepost/contracts/orders/model';
import type { Shop } from '../e2e/shop.ts';
import { normalizeEvents, type PlainEvent } from './normalize-events.ts';

/** Events of a scenario, one line each, without ids and times: they are the same at every run. */
export type ScenarioLog = readonly string[];

/** Event sources collect batches for a second: no event is expected after this time without one. */
const QUIET_MS = 6_000;
const POLL_EVERY_MS = 500;
const READ_WITHIN_MS = 120_000;

/**
 * Reads the events of each order, its reservation, payment and SKU, when no more are added.
 *
 * @param expected returns as soon as the events are these, instead of waiting for more
 */
export async function readEventLogs(
  shop: Shop,
  orders: ReadonlyMap<string, Order>,
  expected?: ReadonlyMap<string, ScenarioLog>,
): Promise<ReadonlyMap<string, ScenarioLog>> {
  const timeoutAtMs = performance.now() + READ_WITHIN_MS;
  let read = await readOnce(shop, orders);
  let changedAtMs = performance.now();
  while (performance.now() < timeoutAtMs) {
    if (expected !== undefined && sameLogs(read, expected)) return read;
    if (performance.now() - changedAtMs > QUIET_MS) return read;
    await sleep(POLL_EVERY_MS);
    const again = await readOnce(shop, orders);
    if (!sameLogs(read, again)) changedAtMs = performance.now();
    read = again;
  }
  throw new Error(`the event log was still growing after ${READ_WITHIN_MS / 1_000} s`);
}

/**
 * Compares the events of the same scenarios in two clouds.
 *
 * @returns for each line that only one of them has: the scenario, the cloud, and the line
 */
export function compareLogs(
  left: readonly [string, ReadonlyMap<string, ScenarioLog>],
  right: readonly [string, ReadonlyMap<string, ScenarioLog>],
): readonly string[] {
  const scenarios = new Set([...left[1].keys(), ...right[1].keys()]);
  return [...scenarios].sort().flatMap((scenario) => {
    const [ours = [], theirs = []] = [left[1].get(scenario), right[1].get(scenario)];
    if (ours.join('\n') === theirs.join('\n')) return [];
    const only = (name: string, lines: ScenarioLog, others: ScenarioLog) =>
      lines.filter((line) => !others.includes(line)).map((line) => `${scenario}: only ${name} has ${line}`);
    const differences = [...only(left[0], ours, theirs), ...only(right[0], theirs, ours)];
    return differences.length > 0
      ? differences
      : [
          `${scenario}: ${left[0]} and ${right[0]} have the same events in another order, or another number of times`,
        ];
  });
}

function sameLogs(left: ReadonlyMap<string, ScenarioLog>, right: ReadonlyMap<string, ScenarioLog>): boolean {
  return compareLogs(['', left], ['', right]).length === 0;
}

async function readOnce(
  shop: Shop,
  orders: ReadonlyMap<string, Order>,
): Promise<ReadonlyMap<string, ScenarioLog>> {
  const logs = new Map<string, ScenarioLog>();
  for (const [sku, { id, reservationId, paymentId }] of orders) {
    const events: PlainEvent[] = [];
    for (const subject of [id, reservationId, paymentId, sku])
      events.push(...(await eventsOf(shop, subject)));
    logs.set(sku, normalizeEvents(events));
  }
  return logs;
}

/** The events of a subject, of which a scenario has less than a page. */
async function eventsOf(shop: Shop, subject: string): Promise<readonly PlainEvent[]> {
  const query = { subject, limit: 100 };
  const { items, nextCursor } = await unwrap(shop.api.GET('/v1/events', { params: { query } }));
  if (nextCursor !== undefined) throw new Error(`${subject} has more than a page of events`);
  return items;
}
