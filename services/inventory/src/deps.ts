import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { ulid } from 'ulid';
import { createBundlesTable } from './adapters/bundles-table.ts';
import { createReservationExecutor } from './adapters/reservation-executor.ts';
import { createReservationsTable } from './adapters/reservations-table.ts';
import { createStockChanges } from './adapters/stock-changes.ts';
import { createStockTable } from './adapters/stock-table.ts';
import { createStockTakes } from './adapters/stock-takes.ts';
import type { CartBounds } from './domain/cart-steps.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => {
  const config = { client, tableName: environmentVariable('STOCK_TABLE_NAME') };
  const stock = createStockTable(config);
  const table = createReservationsTable(config);
  const takes = createStockTakes(config);
  return {
    stock,
    bundles: createBundlesTable({ client, tableName: environmentVariable('BUNDLES_TABLE_NAME') }),
    stockChanges: createStockChanges({ ...config, now }),
    reservations: { ...table, ...createReservationExecutor({ table, stock, takes, now }) },
    newAdjustmentId: () => `adj_${ulid()}`,
    reservationTtlMs,
    cartBounds,
    now,
  };
};

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, because only functions of routes that people use record acts. */
export const audit = /* @__PURE__ */ once(() =>
  createAuditLog({
    client: createDocumentClient(),
    tableName: environmentVariable('AUDIT_TABLE_NAME'),
    stage: environmentVariable('STAGE'),
    nowMs: Date.now,
  }),
);

/** Separate from deps, because only functions that accept an `Idempotency-Key` read the stage's pepper. */
export const idFromKey = /* @__PURE__ */ once(() =>
  createIdFromKey(
    createSecret({
      client: new SecretsManagerClient({}),
      secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
    }),
  ),
);

/** Separate from deps, because the publisher bundles no adapter. */
export const stockTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('STOCK_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => environmentVariable('CATALOG_DEAD_LETTERS_URL'),
};

/** Time for which a reservation is held if it is not committed, in milliseconds. */
const reservationTtlMs = (isGuest: boolean) =>
  Number(environmentVariable(isGuest ? 'GUEST_RESERVATION_TTL_SECONDS' : 'RESERVATION_TTL_SECONDS')) * 1_000;

/** Bounds on what carts hold. Throws if a variable is not a number, or the share above 100. */
const cartBounds = (): CartBounds => {
  const sharePercent = numberIn('CART_STOCK_SHARE_PERCENT');
  if (sharePercent > 100) throw new Error(`CART_STOCK_SHARE_PERCENT must be 0 to 100, not "${sharePercent}"`);
  return {
    ttlMs: numberIn('CART_RESERVATION_TTL_SECONDS') * 1_000,
    maxMs: numberIn('CART_RESERVATION_MAX_SECONDS') * 1_000,
    sharePercent,
  };
};

function numberIn(name: string): number {
  const text = environmentVariable(name);
  if (!/^\d{1,6}$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}
