import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type EventPage, type EventQuery, listArchivedEvents } from '@tradepost/dynamodb/archived-events';
import { mergePages } from './merge-pages.ts';

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

/**
 * Creates the access to the event archive.
 *
 * @param others lists of other events, which are listed together with those of the archive, by time
 */
export function createEventArchive(
  client: DynamoDBDocumentClient,
  tableName: string,
  ...others: readonly EventArchive['list'][]
): EventArchive {
  const archived: EventArchive['list'] = (query) => listArchivedEvents(client, tableName, query);
  const list: EventArchive['list'] = async (query) =>
    mergePages(await Promise.all([archived, ...others].map((each) => each(query))), query.limit);
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
