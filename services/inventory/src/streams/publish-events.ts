import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { writeMeasures } from '@tradepost/lambda/metrics';
import { publisher } from '@tradepost/lambda/publisher';
import { bus, stockTable } from '../deps.ts';
import { measuresOf } from './measures-of.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes events of reservations and stock. Republishing covers reservations and adjustments, not stock alerts. */
export const handler = publisher(
  publishStream(bus, toContractEvents, (events) => writeMeasures(events.flatMap(measuresOf))),
  createRepublish({
    bus,
    table: stockTable,
    keyPrefixes: ['reservation', 'sku'],
    toEvents: toContractEvents,
  }),
);
