import { publishStream } from '@tradepost/aggregate/publish-stream';
import { streamBatch } from '@tradepost/lambda/stream';
import { eventBus } from '../deps.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of products. */
export const handler = streamBatch(publishStream(eventBus, toContractEvents));
