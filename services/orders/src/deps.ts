import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishTarget } from '@tradepost/aggregate/event-bus';
import { createEventLog, type EventLog } from '@tradepost/aggregate/old/event-log';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import { createCatalogOffers, type ReadCatalogOffers } from './catalog-offers.ts';
import { evolve, noOrder, type OrderEvent, type OrderState, parseEvent } from './domain/order.ts';
import { createOfferTable, type OfferTable } from './views/offer-table.ts';
import { createOrderViewTable, type OrderViewTable } from './views/order-view-table.ts';

/** The dependencies of this service's functions. */
export type Deps = {
  readonly orders: EventLog<OrderState, OrderEvent>;
  readonly offers: OfferTable;
  readonly views: OrderViewTable;
  /** Share of the catalogue price that a negotiated price must reach, from 0 to 100. */
  readonly priceFloorPercent: () => number;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newUlid: () => string;
};

let memo: Deps | undefined;

/** The dependencies of this function instance, created at first use. */
export function deps(): Deps {
  memo ??= createDeps(createDocumentClient());
  return memo;
}

/** Creates dependencies on a client, with the tables that environment variables name. */
export function createDeps(client: DynamoDBDocumentClient): Deps {
  return {
    orders: createEventLog({
      client,
      tableName: env('ORDER_EVENTS_TABLE_NAME'),
      keyPrefix: 'order',
      initial: noOrder,
      evolve,
      parseEvent,
    }),
    offers: createOfferTable(client, env('OFFERS_TABLE_NAME')),
    views: createOrderViewTable(client, env('ORDER_VIEWS_TABLE_NAME')),
    priceFloorPercent,
    now: () => new Date().toISOString(),
    newUlid: ulid,
  };
}

let tableMemo: { readonly client: DynamoDBDocumentClient; readonly tableName: string } | undefined;

/** The event store's table and a client for it, for the publisher. */
export function eventsTable() {
  tableMemo ??= { client: createDocumentClient(), tableName: env('ORDER_EVENTS_TABLE_NAME') };
  return tableMemo;
}

/** URLs of the inboxes' dead-letter queues. */
export const deadLetters = {
  commands: () => env('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => env('CATALOG_DEAD_LETTERS_URL'),
};

/** How long an order may be pending before its saga counts as lost, in milliseconds. */
export function sagaLostAfterMs(): number {
  return Number(env('SAGA_LOST_AFTER_SECONDS')) * 1_000;
}

let catalogMemo: ReadCatalogOffers | undefined;

/** Reads offers from the catalogue itself, before an order is rejected because of the projection of offers. */
export const readCatalogOffers: ReadCatalogOffers = (skus) => {
  catalogMemo ??= createCatalogOffers(new LambdaClient({}), env('CATALOG_VARIANTS_FUNCTION_NAME'));
  return catalogMemo(skus);
};

/** Starts the saga of an order with its `OrderPlaced` event, as the bus did the first time. */
export type StartSaga = (event: CloudEvent) => Promise<void>;

let sagaClientMemo: SFNClient | undefined;

export const startSaga: StartSaga = async (event) => {
  sagaClientMemo ??= new SFNClient({});
  await sagaClientMemo.send(
    new StartExecutionCommand({ stateMachineArn: env('FULFIL_ORDER_ARN'), input: JSON.stringify(event) }),
  );
};

let busMemo: PublishTarget | undefined;

/** The platform's event bus. Separate from `deps`, because only the publisher needs it. */
export function bus(): PublishTarget {
  busMemo ??= { client: new EventBridgeClient({}), busName: env('EVENT_BUS_NAME') };
  return busMemo;
}

function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** @throws Error if the environment variable is not a number from 0 to 100 */
function priceFloorPercent(): number {
  const text = env('NEGOTIATED_PRICE_FLOOR_PERCENT');
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100))
    throw new Error(`NEGOTIATED_PRICE_FLOOR_PERCENT must be a number from 0 to 100, not "${text}"`);
  return percent;
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
