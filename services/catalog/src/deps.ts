import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { ulid } from 'ulid';
import { createProductsTable, type ProductsTable } from './products-table.ts';
import { createListingsTable, type ListingsTable } from './views/listings-table.ts';

/** The dependencies of this service's functions. */
export type Deps = {
  readonly products: ProductsTable;
  readonly listings: ListingsTable;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newProductId: () => string;
};

/** The dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(createDeps);

/** The platform's event bus. Separate from `deps`, so that its client is only in the bundle of the publisher. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

/** The products table and a client for it, for the publisher. */
export const productsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('PRODUCTS_TABLE_NAME'),
}));

function createDeps(): Deps {
  const client = createDocumentClient();
  return {
    products: createProductsTable({ client, tableName: environmentVariable('PRODUCTS_TABLE_NAME') }),
    listings: createListingsTable({ client, tableName: environmentVariable('LISTINGS_TABLE_NAME') }),
    now: () => new Date().toISOString(),
    newProductId: () => `prd_${ulid()}`,
  };
}
