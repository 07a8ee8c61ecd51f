import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { DynamoDBRecord } from 'aws-lambda';
import { type EventBus, publish } from './publish.ts';
import { type StreamRecord, toStreamRecord } from './stream-record.ts';

/**
 * Publishes what a batch of a table's stream carries.
 *
 * @param toEvents the contract events that a record stands for, none where it stands for none. They must follow
 *   from what is stored, ids included, so that a record that comes twice says the same twice.
 * @param onPublished gets what the bus took, once for each time that it took it
 * @returns for each batch, the records whose events the bus did not take: the stream is to hand them over again
 * @example
 * export const handler = streamBatch(publishStream(bus, toContractEvents));
 */
export function publishStream(
  bus: () => EventBus,
  toEvents: (record: StreamRecord) => readonly CloudEvent[] | Promise<readonly CloudEvent[]>,
  onPublished: (events: readonly CloudEvent[]) => void = () => {},
): (records: readonly DynamoDBRecord[]) => Promise<readonly DynamoDBRecord[]> {
  return async (records) => {
    const owners = new Map<CloudEvent, DynamoDBRecord>();
    const said = await Promise.all(records.map((record) => toEvents(toStreamRecord(record))));
    said.forEach((events, index) => {
      for (const event of events) owners.set(event, records[index] as DynamoDBRecord);
    });
    const failed = await publish(bus(), [...owners.keys()]);
    onPublished([...owners.keys()].filter((event) => !failed.includes(event)));
    return [...new Set(failed.flatMap((event) => owners.get(event) ?? []))];
  };
}
