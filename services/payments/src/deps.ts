import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventStore } from '@tradepost/aggregate/event-store';
import { systemTime } from '@tradepost/aggregate/executor';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { createLedgerTable } from './adapters/ledger-table.ts';
import { payment } from './domain/payment.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  payments: createEventStore({
    client,
    tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
    aggregate: payment,
    now,
  }),
  ledger: createLedgerTable({ client, tableName: environmentVariable('LEDGER_TABLE_NAME') }),
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, because the publisher bundles no adapter. */
export const eventsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

/** Separate from deps, because only one function uses the bucket of exports. */
export const exportParts = /* @__PURE__ */ once(() =>
  createExportParts(new S3Client({}), environmentVariable('EXPORTS_BUCKET_NAME')),
);

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

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
};
