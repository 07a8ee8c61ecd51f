import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, methodsTable } from '../deps.ts';
import { shippingMethod } from '../domain/shipping-method.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of shipping methods. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: methodsTable,
    keyPrefixes: [shippingMethod.name],
    toEvents: toContractEvents,
  }),
);
