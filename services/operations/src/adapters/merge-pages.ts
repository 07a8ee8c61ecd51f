import { eventSortKey } from '@tradepost/contracts/archived-event';
import type { EventPage } from '@tradepost/dynamodb/archived-events';

/**
 * Returns one page of several lists, by time. A page is complete up to its `next`, so the merged page ends at the first of these.
 */
export function mergePages(pages: readonly EventPage[], limit: number): EventPage {
  const [end] = pages.flatMap(({ next }) => next ?? []).toSorted(byBytes);
  const found = pages
    .flatMap(({ items }) => items.map((event) => ({ event, sk: eventSortKey(event) })))
    .filter(({ sk }) => end === undefined || byBytes(sk, end) <= 0)
    .toSorted((one, other) => byBytes(one.sk, other.sk));
  const items = found.slice(0, limit);
  const next = found.length > limit ? items.at(-1)?.sk : end;
  return { items: items.map(({ event }) => event), ...(next === undefined ? {} : { next }) };
}

/** DynamoDB sorts texts by their bytes in UTF-8. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
