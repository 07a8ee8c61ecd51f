import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventLog, type EventLog } from '@tradepost/aggregate/event-log';
import type { EventBus } from '@tradepost/aggregate/publish';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import { evolve, noOrder, type OrderEvent, type OrderState, orderEvent } from './domain/order.ts';
import { createOfferTable, type OfferTable } from './views/offer-table.ts';
import { createOrderViewTable, type OrderViewTable } from './views/order-view-table.ts';

/** What the functions of this service work with. */
export type Deps = {
  readonly orders: EventLog<OrderState, OrderEvent>;
  readonly offers: OfferTable;
  readonly views: OrderViewTable;
  /** Share of the catalogue price that a negotiated price must reach, from 0 to 100. */
  readonly priceFloorPercent: () => number;
  /** The instant, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newUlid: () => string;
};

let memo: Deps | undefined;

/** The dependencies of this function instance, made at first use. */
export function deps(): Deps {
  memo ??= createDeps(createDocumentClient());
  return memo;
}

/** Dependencies on a client, with the tables that the environment names. */
export function createDeps(client: DynamoDBDocumentClient): Deps {
  return {
    orders: createEventLog({
      client,
      tableName: env('ORDER_EVENTS_TABLE_NAME'),
      keyPrefix: 'order',
      initial: noOrder,
      evolve,
      parseEvent: (stored) => orderEvent.parse(stored),
    }),
    offers: createOfferTable(client, env('OFFERS_TABLE_NAME')),
    views: createOrderViewTable(client, env('ORDER_VIEWS_TABLE_NAME')),
    priceFloorPercent,
    now: () => new Date().toISOString(),
    newUlid: ulid,
  };
}

/** Where the inboxes' messages go that nobody can read. */
export const deadLetters = {
  commands: () => env('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => env('CATALOG_DEAD_LETTERS_URL'),
};

/** How long an order may be passing before its saga is taken for lost, in milliseconds. */
export function sagaLostAfterMs(): number {
  return Number(env('SAGA_LOST_AFTER_SECONDS')) * 1_000;
}

/** Starts the saga of an order, with the event that started it at first. */
export type StartSaga = (event: CloudEvent) => Promise<void>;

let sagaClientMemo: SFNClient | undefined;

export const startSaga: StartSaga = async (event) => {
  sagaClientMemo ??= new SFNClient({});
  await sagaClientMemo.send(
    new StartExecutionCommand({ stateMachineArn: env('FULFIL_ORDER_ARN'), input: JSON.stringify(event) }),
  );
};

let busMemo: EventBus | undefined;

/** The platform's bus. It has its own memo, for the functions that need nothing else. */
export function bus(): EventBus {
  busMemo ??= { client: new EventBridgeClient({}), busName: env('EVENT_BUS_NAME') };
  return busMemo;
}

function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** @throws Error where the environment variable is not a number from 0 to 100 */
function priceFloorPercent(): number {
  const text = env('NEGOTIATED_PRICE_FLOOR_PERCENT');
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100))
    throw new Error(`NEGOTIATED_PRICE_FLOOR_PERCENT must be a number from 0 to 100, not "${text}"`);
  return percent;
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment does not say ${name}`);
  return value;
}
