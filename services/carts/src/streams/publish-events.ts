import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { cartsTable, eventBus } from '../deps.ts';
import { cart } from '../domain/cart.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of carts. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: cartsTable,
    keyPrefixes: [cart.name],
    toEvents: toContractEvents,
  }),
);
