import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishTarget } from '@tradepost/aggregate/event-bus';
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

let made: Deps | undefined;
let bus: PublishTarget | undefined;
let table: { readonly client: DynamoDBDocumentClient; readonly tableName: string } | undefined;

/** The dependencies of this function instance, created at first use. */
export function deps(): Deps {
  made ??= createDeps();
  return made;
}

/** The platform's event bus. Separate from `deps`, so that its client is only in the bundle of the publisher. */
export function eventBus(): PublishTarget {
  bus ??= { client: new EventBridgeClient({}), busName: variable('EVENT_BUS_NAME') };
  return bus;
}

/** The products table and a client for it, for the publisher. */
export function productsTable() {
  table ??= { client: createClient(), tableName: variable('PRODUCTS_TABLE_NAME') };
  return table;
}

function createDeps(): Deps {
  const client = createClient();
  return {
    products: createProductsTable({ client, tableName: variable('PRODUCTS_TABLE_NAME') }),
    listings: createListingsTable({ client, tableName: variable('LISTINGS_TABLE_NAME') }),
    now: () => new Date().toISOString(),
    newProductId: () => `prd_${ulid()}`,
  };
}

function createClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`missing environment variable ${name}`);
  return value;
}
