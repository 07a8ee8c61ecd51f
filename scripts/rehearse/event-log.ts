import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tradepost/client/client';
import type { Order } from '@tradepost/contracts/models/order';
import type { Shop } from '../e2e/shop.ts';
import { normalizeEvents, type PlainEvent } from './normalize-events.ts';

/** What the event log tells of a story, line by line, with nothing in it that differs from one telling to the next. */
export type StoryLog = readonly string[];

/** Streams and inboxes gather for a second: what nobody has said within these is not going to be said. */
const QUIET_MS = 6_000;
const ASK_EVERY_MS = 500;
const READ_WITHIN_MS = 120_000;

/**
 * Reads what the event log has of each order, its reservation, payment and SKU, once nothing is added to it any more.
 *
 * @param expected what it is to be: as soon as it is that, nothing more is waited for
 */
export async function readEventLogs(
  shop: Shop,
  orders: ReadonlyMap<string, Order>,
  expected?: ReadonlyMap<string, StoryLog>,
): Promise<ReadonlyMap<string, StoryLog>> {
  const giveUpAtMs = performance.now() + READ_WITHIN_MS;
  let read = await readOnce(shop, orders);
  let changedAtMs = performance.now();
  while (performance.now() < giveUpAtMs) {
    if (expected !== undefined && sameLogs(read, expected)) return read;
    if (performance.now() - changedAtMs > QUIET_MS) return read;
    await sleep(ASK_EVERY_MS);
    const again = await readOnce(shop, orders);
    if (!sameLogs(read, again)) changedAtMs = performance.now();
    read = again;
  }
  throw new Error(`the event log was still growing after ${READ_WITHIN_MS / 1_000} s`);
}

/**
 * Holds two clouds' logs of the same stories against each other.
 *
 * @returns for each line that only one of them has: the story, which one has it, and the line
 */
export function compareLogs(
  left: readonly [string, ReadonlyMap<string, StoryLog>],
  right: readonly [string, ReadonlyMap<string, StoryLog>],
): readonly string[] {
  const stories = new Set([...left[1].keys(), ...right[1].keys()]);
  return [...stories].sort().flatMap((story) => {
    const [ours = [], theirs = []] = [left[1].get(story), right[1].get(story)];
    if (ours.join('\n') === theirs.join('\n')) return [];
    const only = (name: string, lines: StoryLog, others: StoryLog) =>
      lines.filter((line) => !others.includes(line)).map((line) => `${story}: only ${name} has ${line}`);
    const differences = [...only(left[0], ours, theirs), ...only(right[0], theirs, ours)];
    return differences.length > 0
      ? differences
      : [
          `${story}: ${left[0]} and ${right[0]} have the same events in another order, or another number of times`,
        ];
  });
}

function sameLogs(left: ReadonlyMap<string, StoryLog>, right: ReadonlyMap<string, StoryLog>): boolean {
  return compareLogs(['', left], ['', right]).length === 0;
}

async function readOnce(
  shop: Shop,
  orders: ReadonlyMap<string, Order>,
): Promise<ReadonlyMap<string, StoryLog>> {
  const logs = new Map<string, StoryLog>();
  for (const [sku, { id, reservationId, paymentId }] of orders) {
    const events: PlainEvent[] = [];
    for (const subject of [id, reservationId, paymentId, sku])
      events.push(...(await eventsOf(shop, subject)));
    logs.set(sku, normalizeEvents(events));
  }
  return logs;
}

/** No subject of a story has more events than a page. */
async function eventsOf(shop: Shop, subject: string): Promise<readonly PlainEvent[]> {
  const query = { subject, limit: 100 };
  const { items, nextCursor } = await orThrow(shop.api.GET('/v1/events', { params: { query } }));
  if (nextCursor !== undefined) throw new Error(`${subject} has more than a page of events`);
  return items;
}
