import type { CloudEvent } from './cloud-event.ts';

/** Name of the index by correlation id. Its sort key is that of the table, and it has only the keys. */
export const BY_CORRELATION_ID = 'by-correlation-id';

/**
 * An event as it is stored in the table of the event archive. The keys follow from the event alone, so that an event that is
 * stored again is the same item.
 */
export type ArchivedEvent = {
  /** `subject#<subject>`. */
  readonly pk: string;
  /** `<time>#<source>#<id>`. */
  readonly sk: string;
  /** Correlation id: partition key of the index. */
  readonly correlation: string;
  /** The event as JSON text. */
  readonly event: string;
};

/** Returns the item of an event. */
export function toArchivedEvent(event: CloudEvent): ArchivedEvent {
  return {
    pk: partitionOf(event.subject),
    sk: eventSortKey(event),
    correlation: event.correlationid,
    event: JSON.stringify(event),
  };
}

/** Returns the sort key of an event. Times in one form sort by time: `…00Z` would come after `…00.123Z`. */
export function eventSortKey({ time, source, id }: Pick<CloudEvent, 'time' | 'source' | 'id'>): string {
  return `${new Date(time).toISOString()}#${source}#${id}`;
}

/** Returns the partition key of the events of an aggregate. */
export function partitionOf(subject: string): string {
  return `subject#${subject}`;
}

/** Returns true if a text has the form of a sort key of an archived event. */
export function isEventSortKey(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#/.test(text);
}
