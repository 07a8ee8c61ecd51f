import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { writeMetrics } from '@tradepost/lambda/log/metrics';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { bus, type Deps, deps, eventsTable } from '../deps.ts';
import { parseEvent } from '../domain/order.ts';
import { toContractEvents } from './to-contract-events.ts';
import { toMetrics } from './to-metrics.ts';

const toEvents = (record: StreamRecord) => eventsOf(record, deps());

export const handler = publisher(
  publishStream(bus, toEvents, (events) => writeMetrics(events.flatMap(toMetrics))),
  createRepublish({ bus, table: eventsTable, keyPrefixes: ['order'], toEvents }),
);

/** The contract events of a stored commit. All carry data of the first commit, which is read from the event store. */
export async function eventsOf(
  record: StreamRecord,
  { orders }: Pick<Deps, 'orders'>,
): Promise<readonly CloudEvent[]> {
  const commit = toCommit(record);
  if (commit === undefined) return [];
  if (commit.version === 0) {
    return toContractEvents([{ ...commit, events: commit.events.map(parseEvent) }]);
  }
  const log = await orders.history(commit.id);
  return toContractEvents(log.filter(({ version }) => version <= commit.version));
}
