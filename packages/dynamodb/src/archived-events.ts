import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ArchivedEvent, BY_CORRELATION_ID, partitionOf } from '@tradepost/contracts/archived-event';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { batchGet } from './batch-get.ts';
import { queryPage } from './query-page.ts';

/** A page of large events stays within Lambda's response limit of 6 MB. */
const MAX_PAGE_BYTES = 1_000_000;

/** Selects events after `after` (a sort key in the archive), at most `limit`. */
export type EventQuery = {
  readonly of: { readonly correlationId: string } | { readonly subject: string };
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is the `after` of the next page, if there are more events. */
export type EventPage = { readonly items: readonly CloudEvent[]; readonly next?: string };

type Key = Pick<ArchivedEvent, 'pk' | 'sk'>;

/**
 * Lists events of a table whose items are `ArchivedEvent`s: the event archive. Oldest first. The index by
 * correlation id is eventually consistent. A page may have fewer events than `limit`, or none, although there are more: there
 * are more if `next` is set.
 */
export async function listArchivedEvents(
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
