import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { customersTable, eventBus } from '../deps.ts';
import { customer } from '../domain/customer.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of customers. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: customersTable,
    keyPrefixes: [customer.name],
    toEvents: toContractEvents,
  }),
);
