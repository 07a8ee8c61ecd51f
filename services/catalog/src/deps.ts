import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { type EntryQuery, listEntries } from '@tradepost/audit/list-entries';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { ulid } from 'ulid';
import { createApiKeysTable } from './adapters/api-keys-table.ts';
import { createCategoriesTable } from './adapters/categories-table.ts';
import { createCompleteRevocation } from './adapters/complete-revocation.ts';
import { createGatewayKeys } from './adapters/gateway-keys.ts';
import { createListingsTable } from './adapters/listings-table.ts';
import { createProductsTable } from './adapters/products-table.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  products: createProductsTable({ client, tableName: environmentVariable('PRODUCTS_TABLE_NAME'), now }),
  categories: createCategoriesTable({
    client,
    tableName: environmentVariable('PRODUCTS_TABLE_NAME'),
    now,
  }),
  listings: createListingsTable({ client, tableName: environmentVariable('LISTINGS_TABLE_NAME') }),
  now,
  newProductId: () => `prd_${ulid()}`,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, because only functions that accept an `Idempotency-Key` read the stage's pepper. */
export const idFromKey = /* @__PURE__ */ once(() =>
  createIdFromKey(
    createSecret({
      client: new SecretsManagerClient({}),
      secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
    }),
  ),
);

export type ApiKeyDeps = ReturnType<typeof apiKeyDeps>;

/** Separate from deps, because only the functions for API keys have their tables. */
export const apiKeyDeps = /* @__PURE__ */ once(() => ({
  apiKeys: createApiKeysTable({
    client: createDocumentClient(),
    tableName: environmentVariable('API_KEYS_TABLE_NAME'),
  }),
  newApiKeyId: () => `key_${ulid()}`,
  now: systemTime,
}));

/** Lists entries of the audit log. */
export const listAudit = /* @__PURE__ */ once(() => {
  const client = createDocumentClient();
  return (query: EntryQuery) => listEntries(client, environmentVariable('AUDIT_TABLE_NAME'), query);
});

export type GatewayKeyDeps = ReturnType<typeof gatewayKeyDeps>;

/** Those of apiKeyDeps, and API Gateway. Separate, because a function that only reads bundles no client of API Gateway. */
export const gatewayKeyDeps = /* @__PURE__ */ once(() => {
  const gatewayKeys = createGatewayKeys({
    client: new APIGatewayClient({}),
    planName: environmentVariable('FEED_PLAN_NAME'),
    tags: { project: 'tradepost', stage: environmentVariable('STAGE'), service: 'catalog' },
  });
  const { apiKeys } = apiKeyDeps();
  return {
    ...apiKeyDeps(),
    audit: createAuditLog({
      client: createDocumentClient(),
      tableName: environmentVariable('AUDIT_TABLE_NAME'),
      stage: environmentVariable('STAGE'),
      nowMs: Date.now,
    }),
    gatewayKeys,
    completeRevocation: createCompleteRevocation({ apiKeys, gatewayKeys }),
  };
});

/** Separate from deps, because the publisher bundles no adapter. */
export const productsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('PRODUCTS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
