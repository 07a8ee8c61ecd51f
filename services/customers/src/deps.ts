import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createStateStore } from '@tradepost/aggregate/state-store';
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
import { createCustomerSeals } from './adapters/customer-seals.ts';
import { customer } from './domain/customer.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the table that an environment variable names. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  customers: createStateStore({
    client,
    tableName: environmentVariable('CUSTOMERS_TABLE_NAME'),
    aggregate: customer,
    indexes: (state) =>
      state.status === 'registered' && state.emailHash !== undefined
        ? { emailHash: state.emailHash, createdSort: `${state.createdAt}#${state.customerId}` }
        : {},
    now,
  }),
  newAddressId: () => `adr_${ulid()}`,
});

const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

export type ProfileDeps = ReturnType<typeof profileDeps>;

/** Dependencies of the functions that read or change profiles: those of `createDeps`, keys and the pepper. */
export const profileDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  seals: createCustomerSeals(
    createSubjectKeys({
      client: createDocumentClient(),
      tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME'),
      wrappingKey: createKmsKey(new KMSClient({}), environmentVariable('SUBJECT_KEYS_KEY_ALIAS')),
      stage: environmentVariable('STAGE'),
    }),
  ),
  hashEmail: createHashEmail(pepper()),
  idFromKey: createIdFromKey(pepper()),
  fingerprintOf: createFingerprint(pepper()),
}));

const pepper = /* @__PURE__ */ once(() =>
  createSecret({
    client: new SecretsManagerClient({}),
    secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
  }),
);

/** Separate from deps, for the publisher. */
export const customersTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('CUSTOMERS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
