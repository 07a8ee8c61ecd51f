import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { writeMeasures } from '@tradepost/lambda/metrics';
import { publisher } from '@tradepost/lambda/publisher';
import { bus, stockTable } from '../deps.ts';
import { measuresOf } from './measures-of.ts';
import { toContractEvents } from './to-contract-events.ts';

/** A SKU has its adjustments, which may be published again, and its stock, whose alerts follow from a change. */
export const handler = publisher(
  publishStream(bus, toContractEvents, (events) => writeMeasures(events.flatMap(measuresOf))),
  createRepublish({
    bus,
    table: stockTable,
    keyPrefixes: ['reservation', 'sku'],
    toEvents: toContractEvents,
  }),
);
