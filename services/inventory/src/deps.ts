import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
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

/** The dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => {
  const { client, tableName } = stockTable();
  return createDeps(client, {
    tableName,
    reservationTtlMs: Number(environmentVariable('RESERVATION_TTL_SECONDS')) * 1_000,
  });
});

/** The table of stock and reservations, and a client for it. */
export const stockTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('STOCK_TABLE_NAME'),
}));

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

/** URLs of the inboxes' dead-letter queues. */
export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
};

/** The platform's event bus. Separate from `deps`, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
