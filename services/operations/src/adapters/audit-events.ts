import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '@tradepost/audit/entry';
import { AUDIT_SOURCE, entryId } from '@tradepost/audit/item';
import { type EntryQuery, listEntries } from '@tradepost/audit/list-entries';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { EventPage, EventQuery } from '@tradepost/dynamodb/archived-events';
import { ACTS_BY_SUBJECT } from '../domain/audited-acts.ts';
import { mergePages } from './merge-pages.ts';

/** Lists entries of the audit log in the form of events, oldest first: by the correlation id, or by a subject of operators' acts. */
export function createAuditEvents(
  client: DynamoDBDocumentClient,
  tableName: string,
): (query: EventQuery) => Promise<EventPage> {
  const list = async ({ after, limit }: EventQuery, by: EntryQuery['by']): Promise<EventPage> => {
    const { items, next } = await listEntries(client, tableName, { by, after, limit });
    return { items: items.map(toEvent), ...(next === undefined ? {} : { next }) };
  };
  return async (query) => {
    if ('correlationId' in query.of) return list(query, { correlation: query.of.correlationId });
    const acts: readonly string[] = isSubject(query.of.subject) ? ACTS_BY_SUBJECT[query.of.subject] : [];
    return mergePages(await Promise.all(acts.map((act) => list(query, { act }))), query.limit);
  };
}

function isSubject(subject: string): subject is keyof typeof ACTS_BY_SUBJECT {
  return Object.hasOwn(ACTS_BY_SUBJECT, subject);
}

/** The subject is the first part of the target, such as `replays`, if events are listed by it; else the target. */
function toEvent({
  act,
  actor,
  target,
  reason,
  before,
  after,
  at,
  correlationId,
  ...place
}: AuditEntry): CloudEvent {
  const [topic = ''] = target.split('/');
  return {
    ...{ specversion: '1.0', id: entryId(place), source: AUDIT_SOURCE, type: act },
    ...{ subject: isSubject(topic) ? topic : target, time: at, correlationid: correlationId },
    data: {
      ...{ by: actor, target },
      ...(reason === undefined ? {} : { reason }),
      ...(before === undefined ? {} : { before }),
      ...after,
    },
  };
}
