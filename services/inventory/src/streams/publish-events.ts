import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { writeMetricsOf } from '@tradepost/lambda/log/metrics';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, stockTable } from '../deps.ts';
import { reservation } from '../domain/reservation.ts';
import { stock } from '../domain/stock.ts';
import { toContractEvents } from './to-contract-events.ts';
import { toMetrics } from './to-metrics.ts';

/** Publishes events of reservations and stock. Republishing covers reservations and adjustments, not stock alerts. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents, writeMetricsOf(toMetrics)),
  createRepublish({
    bus: eventBus,
    table: stockTable,
    keyPrefixes: [reservation.name, stock.name],
    toEvents: toContractEvents,
  }),
);
