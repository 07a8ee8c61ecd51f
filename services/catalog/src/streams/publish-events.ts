import { publishStream } from '@tradepost/aggregate/publish-stream';
import { createRepublish } from '@tradepost/aggregate/republish';
import { publisher } from '@tradepost/lambda/messages/publisher';
import { eventBus, productsTable } from '../deps.ts';
import { categoryTree } from '../domain/category-tree.ts';
import { product } from '../domain/product.ts';
import { toContractEvents } from './to-contract-events.ts';

/** Publishes the events of products and categories. */
export const handler = publisher(
  publishStream(eventBus, toContractEvents),
  createRepublish({
    bus: eventBus,
    table: productsTable,
    keyPrefixes: [product.name, categoryTree.name],
    toEvents: toContractEvents,
  }),
);
