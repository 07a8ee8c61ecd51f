import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { writeMetrics } from '@tradepost/lambda/log/metrics';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, eventsTable } from '../deps.ts';
import { toContractEvents } from './to-contract-events.ts';
import { toMetrics } from './to-metrics.ts';

export const handler = publisher(
  publishStream(eventBus, toContractEvents, (events) => writeMetrics(events.flatMap(toMetrics))),
  createRepublish({
    bus: eventBus,
    table: eventsTable,
    keyPrefixes: ['payment'],
    toEvents: toContractEvents,
  }),
);
