import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, gadgetsTable } from '../deps.ts';
import { gadget } from '../domain/gadget.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of gadgets. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: gadgetsTable,
    keyPrefixes: [gadget.name],
    toEvents: toContractEvents,
  }),
);
