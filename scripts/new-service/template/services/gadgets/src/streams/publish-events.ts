import { publishStream } from '@tradepost/aggregate/publish-stream';
import { streamBatch } from '@tradepost/lambda/stream';
import { bus } from '../deps.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Says to the bus what was decided on gadgets. */
export const handler = streamBatch(publishStream(bus, toContractEvents));
