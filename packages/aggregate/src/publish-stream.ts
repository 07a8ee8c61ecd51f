import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { DynamoDBRecord } from 'aws-lambda';
import type { PublishTarget } from './event-bus.ts';
import { NotPublishedError, publish } from './publish.ts';
import { type StreamRecord, toStreamRecord } from './stream-record.ts';

export type ToEvents = (record: StreamRecord) => readonly CloudEvent[] | Promise<readonly CloudEvent[]>;

/** The events of one aggregate in a batch, in order, each with its record. */
type Lane = readonly { readonly record: DynamoDBRecord; readonly event: CloudEvent }[];

/**
 * Publishes the events of a batch of a table's stream. Events of one aggregate are published in order, and none after one
 * that failed.
 *
 * @param toEvents maps a record to contract events. They must depend on the record only, ids included, so that a record
 *   that is delivered twice leads to the same events
 * @param onPublished called after each request with the events that the bus accepted
 * @returns a function that publishes a batch and returns the records whose events were not all accepted, each with the
 *   error
 * @example
 * export const handler = streamBatch(publishStream(eventBus, toContractEvents));
 */
export function publishStream(
  eventBus: () => PublishTarget,
  toEvents: ToEvents,
  onPublished: (events: readonly CloudEvent[]) => void = () => {},
): (records: readonly DynamoDBRecord[]) => Promise<ReadonlyMap<DynamoDBRecord, Error>> {
  return async (records) => {
    const failures = new Map<DynamoDBRecord, Error>();
    let lanes = await toLanes(records, toEvents, failures);
    for (let place = 0; lanes.length > 0; place += 1) {
      const wave = lanes.flatMap((lane) => lane[place]?.event ?? []);
      const refused = await publish(eventBus(), wave);
      onPublished(wave.filter((event) => !refused.has(event)));
      lanes = lanes.filter((lane) => {
        const sent = lane[place];
        const error = sent && refused.get(sent.event);
        if (error !== undefined) fail(failures, lane.slice(place), error);
        return error === undefined && place + 1 < lane.length;
      });
    }
    return failures;
  };
}

/** Maps all records at once. An aggregate's lane ends before its first record that cannot be mapped. */
async function toLanes(
  records: readonly DynamoDBRecord[],
  toEvents: ToEvents,
  failures: Map<DynamoDBRecord, Error>,
): Promise<readonly Lane[]> {
  const mapped = await Promise.all(
    records.map(async (record) => {
      try {
        return { record, events: await toEvents(toStreamRecord(record)) };
      } catch (error) {
        return { record, error: error as Error };
      }
    }),
  );
  const aggregates = Map.groupBy(mapped, ({ record }) => JSON.stringify(record.dynamodb?.Keys?.['pk']));
  return [...aggregates.values()].map((ofAggregate) => {
    const end = ofAggregate.findIndex(({ error }) => error !== undefined);
    const error = ofAggregate[end]?.error;
    if (error === undefined) return toLane(ofAggregate);
    fail(failures, ofAggregate.slice(end), error);
    return toLane(ofAggregate.slice(0, end));
  });
}

function toLane(
  mapped: readonly { readonly record: DynamoDBRecord; readonly events?: readonly CloudEvent[] }[],
): Lane {
  return mapped.flatMap(({ record, events = [] }) => events.map((event) => ({ record, event })));
}

/** The first record failed; the others of its aggregate were not published because of it. */
function fail(
  failures: Map<DynamoDBRecord, Error>,
  [first, ...others]: readonly { readonly record: DynamoDBRecord }[],
  error: Error,
): void {
  if (first === undefined) return;
  failures.set(first.record, error);
  for (const { record } of others) {
    if (!failures.has(record))
      failures.set(record, new NotPublishedError('an earlier record of the aggregate was not published'));
  }
}
