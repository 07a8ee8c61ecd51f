import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type ArchivedEvent,
  BY_CORRELATION_ID,
  eventSortKey,
  partitionOf,
} from '@tradepost/contracts/archived-event';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { queryPage } from '@tradepost/dynamodb/query-page';

/** A page of large events stays within Lambda's response limit of 6 MB. */
const MAX_PAGE_BYTES = 1_000_000;
const EVENTS_PER_PAGE = 100;

/** Selects events after `after` (a sort key in the archive), at most `limit`. */
export type EventQuery = {
  readonly of: { readonly correlationId: string } | { readonly subject: string };
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is the `after` of the next page, if there are more events. */
export type EventPage = { readonly items: readonly CloudEvent[]; readonly next?: string };

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

type Key = Pick<ArchivedEvent, 'pk' | 'sk'>;

/** Creates the access to tables whose items are `ArchivedEvent`s. Their events are listed together, by time. */
export function createEventArchive(
  client: DynamoDBDocumentClient,
  tableNames: readonly string[],
): EventArchive {
  const list: EventArchive['list'] = async (query) => {
    const pages = await Promise.all(tableNames.map((tableName) => listOne(client, tableName, query)));
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

async function listOne(
  client: DynamoDBDocumentClient,
  tableName: string,
  { of, after, limit }: EventQuery,
): Promise<EventPage> {
  const isByCorrelation = 'correlationId' in of;
  const { items: entries, hasMore } = await queryPage(
    client,
    {
      TableName: tableName,
      ...(isByCorrelation ? { IndexName: BY_CORRELATION_ID } : {}),
      KeyConditionExpression: after === undefined ? '#key = :key' : '#key = :key AND sk > :after',
      ExpressionAttributeNames: { '#key': isByCorrelation ? 'correlation' : 'pk' },
      ExpressionAttributeValues: {
        ':key': isByCorrelation ? of.correlationId : partitionOf(of.subject),
        ...(after === undefined ? {} : { ':after': after }),
      },
    },
    limit,
  );
  const found = entries as readonly (Key & Partial<ArchivedEvent>)[];
  const stored = isByCorrelation ? await readItems(client, tableName, found) : found;
  const page = upToBytes(stored);
  const last = found[page.length - 1]?.sk;
  const items = page.flatMap(({ event }) => (event === undefined ? [] : [toEvent(event)]));
  return last !== undefined && (hasMore || page.length < found.length) ? { items, next: last } : { items };
}

/**
 * Reads the items of index entries, in the order of the entries. The index is eventually consistent: an item that was
 * deleted in between has no event.
 */
async function readItems(
  client: DynamoDBDocumentClient,
  tableName: string,
  entries: readonly Key[],
): Promise<readonly (Key & Partial<ArchivedEvent>)[]> {
  const keys = entries.map(({ pk, sk }) => ({ pk, sk }));
  const items = (await batchGet(client, tableName, keys)) as readonly ArchivedEvent[];
  const byKey = new Map(items.map((item) => [toText(item), item]));
  return keys.map((key) => byKey.get(toText(key)) ?? key);
}

function toText({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk]);
}

/** Returns the first entries, at least one, whose total size is at most that of a page. */
function upToBytes<Entry extends { readonly event?: string }>(entries: readonly Entry[]): readonly Entry[] {
  let bytes = 0;
  const end = entries.findIndex(({ event = '' }, index) => {
    bytes += Buffer.byteLength(event);
    return index > 0 && bytes > MAX_PAGE_BYTES;
  });
  return end === -1 ? entries : entries.slice(0, end);
}

function toEvent(text: string): CloudEvent {
  return cloudEventAttributes.parse(JSON.parse(text)) as CloudEvent;
}
