import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { toStoredCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { writeMetricsOf } from '@tradepost/lambda/log/metrics';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { type Deps, deps, eventBus, eventsTable } from '../deps.ts';
import { order } from '../domain/order.ts';
import { toContractEvents } from './to-contract-events.ts';
import { toMetrics } from './to-metrics.ts';

const toEvents = (record: StreamRecord) => eventsOf(record, deps());

export const handler = publisher(
  publishStream(eventBus, toEvents, writeMetricsOf(toMetrics)),
  createRepublish({ bus: eventBus, table: eventsTable, keyPrefixes: [order.name], toEvents }),
);

/** The contract events of a stored commit. All carry data of the first commit, which is read from the event store. */
export async function eventsOf(
  record: StreamRecord,
  { orders }: Pick<Deps, 'orders'>,
): Promise<readonly CloudEvent[]> {
  const commit = toStoredCommit(record, order);
  if (commit === undefined) return [];
  if (commit.version === 0) return toContractEvents([commit]);
  const commits = await orders.history(commit.id);
  return toContractEvents(commits.filter(({ version }) => version <= commit.version));
}
