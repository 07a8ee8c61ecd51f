import { publishStream } from '@tradepost/aggregate/publish-stream';
import { writeMeasures } from '@tradepost/lambda/metrics';
import { streamBatch } from '@tradepost/lambda/stream';
import { bus } from '../deps.ts';
import { measuresOf } from './measures-of.ts';
import { toContractEvents } from './to-contract-events.ts';

export const handler = streamBatch(
  publishStream(bus, toContractEvents, (events) => writeMeasures(events.flatMap(measuresOf))),
);
