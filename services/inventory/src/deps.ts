import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PublishTarget } from '@tradepost/aggregate/event-bus';
import { ulid } from 'ulid';
import { createReservationsTable, type ReservationsTable } from './reservations-table.ts';
import { type ChangeStock, createChangeStock } from './stock-changes.ts';
import { createStockTable, type StockTable } from './stock-table.ts';
import { createStockTakes, type StockTakes } from './stock-takes.ts';

/** The dependencies of this service's functions. */
export type Deps = {
  readonly stock: StockTable;
  readonly changeStock: ChangeStock;
  readonly reservations: ReservationsTable;
  readonly takes: StockTakes;
  /** How long a reservation is held if it is not committed, in milliseconds. */
  readonly reservationTtlMs: number;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
  readonly newUlid: () => string;
};

let memo: Deps | undefined;

/** The dependencies of this function instance, created at first use. */
export function deps(): Deps {
  const { client, tableName } = stockTable();
  memo ??= createDeps(client, {
    tableName,
    reservationTtlMs: Number(env('RESERVATION_TTL_SECONDS')) * 1_000,
  });
  return memo;
}

let tableMemo: { readonly client: DynamoDBDocumentClient; readonly tableName: string } | undefined;

/** The table of stock and reservations, and a client for it. */
export function stockTable() {
  tableMemo ??= {
    client: DynamoDBDocumentClient.from(new DynamoDBClient({}), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    tableName: env('STOCK_TABLE_NAME'),
  };
  return tableMemo;
}

/** Creates dependencies on a client and one table. */
export function createDeps(
  client: DynamoDBDocumentClient,
  { tableName, reservationTtlMs }: { readonly tableName: string; readonly reservationTtlMs: number },
): Deps {
  return {
    stock: createStockTable({ client, tableName }),
    changeStock: createChangeStock({ client, tableName }),
    reservations: createReservationsTable({ client, tableName }),
    takes: createStockTakes({ client, tableName }),
    reservationTtlMs,
    now: () => new Date().toISOString(),
    newUlid: ulid,
  };
}

/** URL of the dead-letter queue of the commands' inbox. */
export function commandsDeadLettersUrl(): string {
  return env('COMMANDS_DEAD_LETTERS_URL');
}

let busMemo: PublishTarget | undefined;

/** The platform's bus. Separate from `deps`, because the publisher needs nothing else. */
export function bus(): PublishTarget {
  busMemo ??= { client: new EventBridgeClient({}), busName: env('EVENT_BUS_NAME') };
  return busMemo;
}

function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
