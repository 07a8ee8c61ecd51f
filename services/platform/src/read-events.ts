import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { EventLogTable, EventQuery } from './event-log-table.ts';

const EVENTS_PER_PAGE = 100;

/** Reads up to `limit` events, oldest first. `complete` is true if there are no more. */
export async function readEvents(
  of: EventQuery['of'],
  limit: number,
  eventLog: Pick<EventLogTable, 'list'>,
): Promise<{ readonly events: readonly CloudEvent[]; readonly complete: boolean }> {
  const events: CloudEvent[] = [];
  let after: string | undefined;
  while (events.length < limit) {
    const page = await eventLog.list({ of, after, limit: Math.min(EVENTS_PER_PAGE, limit - events.length) });
    events.push(...page.items);
    after = page.next;
    if (after === undefined) return { events, complete: true };
  }
  return { events, complete: false };
}
