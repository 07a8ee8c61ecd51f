import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eventSortKey } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type EventPage, type EventQuery, listArchivedEvents } from '@tradepost/dynamodb/archived-events';

const EVENTS_PER_PAGE = 100;

/** Stored events, to be read. */
export type EventArchive = {
  /**
   * Lists events, oldest first. The index by correlation id is eventually consistent. A page may have fewer events than
   * `limit`, or none, although there are more: there are more if `next` is set.
   */
  readonly list: (query: EventQuery) => Promise<EventPage>;
  /** Reads up to `limit` events, oldest first. `complete` is true if there are no more. */
  readonly read: (of: EventQuery['of'], limit: number) => Promise<FoundEvents>;
};

export type FoundEvents = { readonly events: readonly CloudEvent[]; readonly complete: boolean };

/** Creates the access to tables whose items are `ArchivedEvent`s. Their events are listed together, by time. */
export function createEventArchive(
  client: DynamoDBDocumentClient,
  tableNames: readonly string[],
): EventArchive {
  const list: EventArchive['list'] = async (query) => {
    const pages = await Promise.all(
      tableNames.map((tableName) => listArchivedEvents(client, tableName, query)),
    );
    return merge(pages, query.limit);
  };
  return { list, read: (of, limit) => readPages(list, of, limit) };
}

async function readPages(
  list: EventArchive['list'],
  of: EventQuery['of'],
  limit: number,
): Promise<FoundEvents> {
  const events: CloudEvent[] = [];
  let after: string | undefined;
  while (events.length < limit) {
    const page = await list({ of, after, limit: Math.min(EVENTS_PER_PAGE, limit - events.length) });
    events.push(...page.items);
    after = page.next;
    if (after === undefined) return { events, complete: true };
  }
  return { events, complete: false };
}

/** Returns one page of several. A page is complete up to its `next`, so the merged page ends at the first of these. */
function merge(pages: readonly EventPage[], limit: number): EventPage {
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
