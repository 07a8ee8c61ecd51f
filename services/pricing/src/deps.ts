import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { ulid } from 'ulid';
import { createFindOwners } from './adapters/claims.ts';
import { createCodeUsesTable } from './adapters/code-uses-table.ts';
import { createCodesTable } from './adapters/codes-table.ts';
import { createHttpTaxEngine, type TaxEngine } from './adapters/http-tax-engine.ts';
import { createPriceListsTable } from './adapters/price-lists-table.ts';
import { createPricesTable } from './adapters/prices-table.ts';
import { createPromotionsTable } from './adapters/promotions-table.ts';
import { createTaxTables } from './adapters/tax-tables.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => {
  const config = { client, tableName: environmentVariable('TERMS_TABLE_NAME'), now };
  const codes = createCodesTable(config);
  const findOwners = createFindOwners(client, config.tableName);
  const promotions = createPromotionsTable(config);
  return {
    priceLists: createPriceListsTable(config),
    prices: createPricesTable(config),
    promotions,
    codes,
    codeUses: createCodeUsesTable({ ...config, codes, promotions, findOwners }),
    findOwners,
    ...createTaxTables(config),
    newId: <const Prefix extends string>(prefix: Prefix) => `${prefix}_${ulid()}` as const,
    now,
  };
};

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

/** Value of `TAX_ENGINE_URL` on a stage without a tax engine. */
const NO_ENGINE = 'none';

export type TaxEngineDeps = { readonly taxEngine: TaxEngine | undefined };

/** Separate from deps, because only one function calls the tax engine. */
export const taxEngineDeps = /* @__PURE__ */ once((): TaxEngineDeps => {
  const url = environmentVariable('TAX_ENGINE_URL');
  if (url === NO_ENGINE) return { taxEngine: undefined };
  const readSecret = createSecret({
    client: new SecretsManagerClient({}),
    secretId: environmentVariable('TAX_ENGINE_SECRET_NAME'),
  });
  return { taxEngine: createHttpTaxEngine({ url, readSecret, nowMs: Date.now }) };
});

/** Separate from deps, because the publisher bundles no adapter. */
export const termsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('TERMS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => environmentVariable('CATALOG_DEAD_LETTERS_URL'),
};
