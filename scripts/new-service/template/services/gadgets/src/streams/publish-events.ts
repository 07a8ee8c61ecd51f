import { publishStream } from '@tradepost/aggregate/publish-stream';
import { streamBatch } from '@tradepost/lambda/stream';
import { bus } from '../deps.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of gadgets. */
export const handler = streamBatch(publishStream(bus, toContractEvents));
