import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EventBus } from '@tradepost/aggregate/publish';
import { ulid } from 'ulid';
import { createProductsTable, type ProductsTable } from './products-table.ts';
import { createListingsTable, type ListingsTable } from './views/listings-table.ts';

/** What the handlers work with; a spec brings its own. */
export type Deps = {
  readonly products: ProductsTable;
  readonly listings: ListingsTable;
  /** Now, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newProductId: () => string;
};

let made: Deps | undefined;
let bus: EventBus | undefined;

/** Made at first use, and kept for as long as the function's runtime lives. */
export function deps(): Deps {
  made ??= createDeps();
  return made;
}

/** Stands apart, so that a function that says nothing does not carry the bus's client in its bundle. */
export function eventBus(): EventBus {
  bus ??= { client: new EventBridgeClient({}), busName: variable('EVENT_BUS_NAME') };
  return bus;
}

function createDeps(): Deps {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    products: createProductsTable({ client, tableName: variable('PRODUCTS_TABLE_NAME') }),
    listings: createListingsTable({ client, tableName: variable('LISTINGS_TABLE_NAME') }),
    now: () => new Date().toISOString(),
    newProductId: () => `prd_${ulid()}`,
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the environment has no ${name}`);
  return value;
}
