import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { putIfAbsent } from '@tradepost/dynamodb/put-if-absent';
import { queryPage } from '@tradepost/dynamodb/query-page';
import { toError } from '@tradepost/lambda/errors';
import { agree } from './agree.ts';

/** The inbox passes 25 messages at once to its consumer. */
const MAX_CONCURRENT_WRITES = 25;
/** A page of large events stays within Lambda's response limit of 6 MB. */
const MAX_PAGE_BYTES = 1_000_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Selects events after `after` (a sort key in the archive), at most `limit`. */
export type EventQuery = {
  readonly of: { readonly correlationId: string } | { readonly subject: string };
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is the `after` of the next page, if there are more events. */
export type EventPage = { readonly items: readonly CloudEvent[]; readonly next?: string };

export type Recorded = {
  /** DynamoDB rejects them: an item that is too large, a key that is too long. */
  readonly failed: readonly CloudEvent[];
  /** Another event with the same subject, time, source and id is archived already. It stays as it is. */
  readonly differing: readonly CloudEvent[];
};

/** The event archive: all events that were on the bus. An archived event is never overwritten. */
export type EventLogTable = {
  /**
   * Archives events, each once, however often it is delivered. An event is deleted `archiveDays` after its time.
   *
   * @param options.isKept true for events that are never deleted
   * @throws if the table cannot be reached; events may be archived by then, and can all be recorded again
   */
  readonly record: (
    events: readonly CloudEvent[],
    options?: { readonly isKept?: boolean },
  ) => Promise<Recorded>;
  /**
   * Lists events, oldest first. The index by correlation id is eventually consistent. A page may have fewer events than
   * `limit`, or none, although there are more: there are more if `next` is set.
   */
  readonly list: (query: EventQuery) => Promise<EventPage>;
};

export type EventLogConfig = {
  readonly tableName: string;
  /** Number of days for which an event is kept. */
  readonly archiveDays: number;
  readonly nowMs: () => number;
};

/** `pk` and `sk` follow from the event alone, so that the same event has the same key. */
type Key = { readonly pk: string; readonly sk: string };
type Item = Key & {
  readonly correlation: string;
  readonly event: string;
  /** Epoch seconds. */
  readonly expiresAt?: number;
};

/**
 * Creates the event archive over its table: `pk = subject#<subject>`, `sk = <time>#<source>#<id>`. The index
 * `by-correlation-id` has only the keys, with the same sort key. Events are stored as JSON text.
 */
export function createEventLogTable(client: DynamoDBDocumentClient, config: EventLogConfig): EventLogTable {
  const { tableName, archiveDays, nowMs } = config;
  const expiryOf = ({ time }: CloudEvent) => ({
    expiresAt: toExpiry(Date.parse(time), archiveDays * DAY_MS, nowMs()),
  });
  return {
    record: async (events, { isKept = false } = {}) => {
      const outcomes: Outcome[] = [];
      for (let first = 0; first < events.length; first += MAX_CONCURRENT_WRITES) {
        const batch = events.slice(first, first + MAX_CONCURRENT_WRITES);
        outcomes.push(
          ...(await Promise.all(
            batch.map((event) =>
              put(client, tableName, event, { ...toItem(event), ...(isKept ? {} : expiryOf(event)) }),
            ),
          )),
        );
      }
      const fault = outcomes.find((each) => each instanceof Error && each.name !== 'ValidationException');
      if (fault !== undefined) throw fault;
      return {
        failed: events.filter((_event, index) => outcomes[index] instanceof Error),
        differing: events.filter((_event, index) => outcomes[index] === 'differs'),
      };
    },
    list: (query) => list(client, tableName, query),
  };
}

/**
 * Returns the time at which DynamoDB deletes an event, in epoch seconds. It depends on the event, so that an event that is
 * archived again has the same one. Only a forged event has a time far from now. A time in the future counts as one day from
 * now at most, which is more than clocks differ. An event that has expired already expires now, because DynamoDB never
 * deletes items that expired more than five years ago.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
function toExpiry(timeMs: number, keepMs: number, nowMs: number): number {
  return Math.ceil(Math.max(Math.min(timeMs, nowMs + DAY_MS) + keepMs, nowMs) / 1_000);
}

function toItem(event: CloudEvent): Item {
  return {
    pk: `subject#${event.subject}`,
    // In one form, times sort by time: `…00Z` would come after `…00.123Z`.
    sk: `${new Date(event.time).toISOString()}#${event.source}#${event.id}`,
    correlation: event.correlationid,
    event: JSON.stringify(event),
  };
}

type Outcome = 'archived' | 'differs' | Error;

/** Writes one event, unless its key exists. */
async function put(
  client: DynamoDBDocumentClient,
  tableName: string,
  event: CloudEvent,
  item: Item,
): Promise<Outcome> {
  try {
    const stored = await putIfAbsent(client, tableName, item);
    if (stored === undefined) return 'archived';
    const archived: unknown = JSON.parse(String(stored['event'] ?? null));
    return agree(archived, event) ? 'archived' : 'differs';
  } catch (error) {
    return toError(error);
  }
}

async function list(
  client: DynamoDBDocumentClient,
  tableName: string,
  { of, after, limit }: EventQuery,
): Promise<EventPage> {
  const isByCorrelation = 'correlationId' in of;
  const { items: entries, hasMore } = await queryPage(
    client,
    {
      TableName: tableName,
      ...(isByCorrelation ? { IndexName: 'by-correlation-id' } : {}),
      KeyConditionExpression: after === undefined ? '#key = :key' : '#key = :key AND sk > :after',
      ExpressionAttributeNames: { '#key': isByCorrelation ? 'correlation' : 'pk' },
      ExpressionAttributeValues: {
        ':key': isByCorrelation ? of.correlationId : `subject#${of.subject}`,
        ...(after === undefined ? {} : { ':after': after }),
      },
    },
    limit,
  );
  const found = entries as readonly (Key & Partial<Item>)[];
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
): Promise<readonly (Key & Partial<Item>)[]> {
  const keys = entries.map(({ pk, sk }) => ({ pk, sk }));
  const items = (await batchGet(client, tableName, keys)) as readonly Item[];
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
