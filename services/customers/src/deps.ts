import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createSecret } from '@tradepost/lambda/secret';
import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { ulid } from 'ulid';
import { createAccounts } from './adapters/accounts.ts';
import { createCustomerSeals } from './adapters/customer-seals.ts';
import { createCustomersTable } from './adapters/customers-table.ts';
import { createEmailCodes } from './adapters/email-codes.ts';
import { createSendOrderClaim } from './adapters/order-claims.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  customers: createCustomersTable({
    client,
    tableName: environmentVariable('CUSTOMERS_TABLE_NAME'),
    now,
  }),
  newCustomerId: () => `cus_${ulid()}`,
  newAddressId: () => `adr_${ulid()}`,
  now,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

export type ProfileDeps = ReturnType<typeof profileDeps>;

/** Dependencies of the functions that read or change profiles: those of `createDeps`, keys and the pepper. */
export const profileDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  subjectKeys: subjectKeys(),
  seals: createCustomerSeals(subjectKeys()),
  hashEmail: hashEmail(),
  idFromKey: createIdFromKey(pepper()),
  fingerprintOf: createFingerprint(pepper()),
}));

const subjectKeys = /* @__PURE__ */ once(() =>
  createSubjectKeys({
    client: createDocumentClient(),
    tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME'),
    wrappingKey: createKmsKey(new KMSClient({}), environmentVariable('SUBJECT_KEYS_KEY_ALIAS')),
    stage: environmentVariable('STAGE'),
  }),
);

const pepper = /* @__PURE__ */ once(() =>
  createSecret({
    client: new SecretsManagerClient({}),
    secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
  }),
);

/** Separate from deps, because only functions that change e-mail addresses need them. */
export const emailCodes = /* @__PURE__ */ once(() => createEmailCodes(pepper()));

/** Separate from deps, because only one function bundles its client. */
export const accounts = /* @__PURE__ */ once(() =>
  createAccounts(new CognitoIdentityProviderClient({}), environmentVariable('CUSTOMER_POOL_ID')),
);

/** Separate from deps, because only one function sends commands to orders. */
export const sendOrderClaim = /* @__PURE__ */ once(() =>
  createSendOrderClaim(new SQSClient({}), environmentVariable('ORDERS_INBOX_NAME')),
);

/** Separate from deps, because only functions of staff record acts. */
export const audit = /* @__PURE__ */ once(() =>
  createAuditLog({
    client: createDocumentClient(),
    tableName: environmentVariable('AUDIT_TABLE_NAME'),
    stage: environmentVariable('STAGE'),
    nowMs: Date.now,
  }),
);

/** Separate from profileDeps, because finding profiles opens no seal. */
export const hashEmail = /* @__PURE__ */ once(() => createHashEmail(pepper()));

/** Separate from deps, for the publisher. */
export const customersTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('CUSTOMERS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
