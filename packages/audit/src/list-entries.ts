import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queryPage } from '@tradepost/dynamodb/query-page';
import type { AuditEntry } from './entry.ts';
import { LOG, type StoredEntry, toEntry } from './item.ts';

/** Attribute that an index selects entries by; `log` selects all. The name of an index is `by-<attribute>`. */
export type IndexedBy = 'log' | 'actor' | 'act' | 'target' | 'correlation';

export type EntryQuery = {
  readonly by: { readonly [Attribute in Exclude<IndexedBy, 'log'>]?: string | undefined };
  /** Inclusive. RFC 3339, UTC. */
  readonly from?: string | undefined;
  /** Exclusive. RFC 3339, UTC. */
  readonly to?: string | undefined;
  /** `place` of the entry after which the page begins. */
  readonly after?: string | undefined;
  readonly newestFirst?: boolean;
  readonly limit: number;
};

/** Entries with their places in the list. `next` is the `after` of the next page, if there are more. */
export type EntryPage = {
  readonly items: readonly AuditEntry[];
  readonly next?: string;
};

/** The most selective one comes first. */
const PREFERRED = ['correlation', 'target', 'actor', 'act'] as const;

/**
 * Lists entries of all chains by time, oldest first unless `newestFirst`. One index selects them; other filters apply to what it
 * returns, so a page may have fewer entries than `limit`, or none, although there are more: there are more if `next` is set.
 * Indexes are eventually consistent.
 */
export async function listEntries(
  client: DynamoDBDocumentClient,
  tableName: string,
  { by, from, to, after, newestFirst = false, limit }: EntryQuery,
): Promise<EntryPage> {
  const index: IndexedBy = PREFERRED.find((each) => by[each] !== undefined) ?? 'log';
  const bounds = toBounds({ from, to, after, newestFirst });
  if (bounds.first >= bounds.last) return { items: [] };
  const { items: found, hasMore } = await queryPage(
    client,
    {
      TableName: tableName,
      IndexName: `by-${index}`,
      KeyConditionExpression: '#key = :key AND place BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#key': index },
      ExpressionAttributeValues: {
        ':key': index === 'log' ? LOG : by[index],
        ':first': bounds.first,
        ':last': bounds.last,
      },
      ScanIndexForward: !newestFirst,
    },
    limit,
  );
  const entries = found as readonly StoredEntry[];
  const items = entries.map(toEntry).filter((entry) => isSelected(entry, by));
  const last = entries.at(-1)?.place;
  return last !== undefined && hasMore ? { items, next: last } : { items };
}

/** Comes after every character of a place, so that a bound beside a place excludes it. */
const AFTER_ALL = '~';

/** A place begins with its time, in a form that sorts: `2026-11-30T09:00:00.000Z#…`. */
function toBounds({
  from = '',
  to,
  after,
  newestFirst,
}: Pick<EntryQuery, 'from' | 'to' | 'after' | 'newestFirst'>) {
  const last = to ?? AFTER_ALL;
  if (after === undefined) return { first: from, last };
  return newestFirst ? { first: from, last: before(after) } : { first: `${after}${AFTER_ALL}`, last };
}

/** Returns the last text that comes before another one and after all others before it. */
function before(place: string): string {
  const end = place.length - 1;
  return `${place.slice(0, end)}${String.fromCharCode(place.charCodeAt(end) - 1)}${AFTER_ALL}`;
}

function isSelected(entry: AuditEntry, { actor, act, target, correlation }: EntryQuery['by']): boolean {
  return (
    (actor === undefined || entry.actor === actor) &&
    (act === undefined || entry.act === act) &&
    (target === undefined || entry.target === target) &&
    (correlation === undefined || entry.correlationId === correlation)
  );
}
