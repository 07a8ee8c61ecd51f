import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { toStoredCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { writeMetricsOf } from '@tradepost/lambda/log/metrics';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, eventsTable } from '../deps.ts';
import { payment } from '../domain/payment.ts';
import { toContractEvents } from './to-contract-events.ts';
import { toMetrics } from './to-metrics.ts';

export const handler = publisher(
  publishStream(eventBus, eventsOf, writeMetricsOf(toMetrics)),
  createRepublish({
    bus: eventBus,
    table: eventsTable,
    keyPrefixes: [payment.name],
    toEvents: eventsOf,
  }),
);

/** The contract events of a stored commit. */
export function eventsOf(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStoredCommit(record, payment);
  return commit === undefined ? [] : toContractEvents(commit);
}
