import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventStore } from '@tradepost/aggregate/event-store';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { ulid } from 'ulid';
import { createCatalogOffers } from './adapters/catalog-offers.ts';
import { createFulfilOrder } from './adapters/fulfil-order.ts';
import { createOfferTable } from './adapters/offer-table.ts';
import { createOrderProjection } from './adapters/order-projection.ts';
import { order } from './domain/order.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  orders: createEventStore({
    client,
    tableName: environmentVariable('ORDER_EVENTS_TABLE_NAME'),
    aggregate: order,
    now,
  }),
  orderProjection: createOrderProjection({
    client,
    tableName: environmentVariable('ORDER_VIEWS_TABLE_NAME'),
  }),
  offers: createOfferTable({ client, tableName: environmentVariable('OFFERS_TABLE_NAME') }),
  newOrderId: () => `ord_${ulid()}`,
  priceFloorPercent,
  now,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, for the publisher. */
export const eventsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('ORDER_EVENTS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

/** Separate from deps, because only `place-order` bundles its client. */
export const catalogOffers = /* @__PURE__ */ once(() =>
  createCatalogOffers(new LambdaClient({}), environmentVariable('CATALOG_VARIANTS_FUNCTION_NAME')),
);

/** Separate from deps, because only the sweeper bundles its client. */
export const fulfilOrder = /* @__PURE__ */ once(() =>
  createFulfilOrder(new SFNClient({}), environmentVariable('FULFIL_ORDER_ARN')),
);

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => environmentVariable('CATALOG_DEAD_LETTERS_URL'),
};

/** How long an order may be pending before its saga counts as lost, in milliseconds. */
export const sagaLostAfterMs = () => Number(environmentVariable('SAGA_LOST_AFTER_SECONDS')) * 1_000;

/** Share of the catalogue price that a negotiated price must reach. Throws if it is not a number from 0 to 100. */
function priceFloorPercent(): number {
  const text = environmentVariable('NEGOTIATED_PRICE_FLOOR_PERCENT');
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100))
    throw new Error(`NEGOTIATED_PRICE_FLOOR_PERCENT must be a number from 0 to 100, not "${text}"`);
  return percent;
}
