import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
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
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createSubjectErasures } from '@tradepost/personal-data/subject-erasures';
import { createSubjectKeys, type SubjectKeys } from '@tradepost/personal-data/subject-keys';
import { ulid } from 'ulid';
import { type Accounts, createAccounts } from './adapters/accounts.ts';
import { createCustomerSeals } from './adapters/customer-seals.ts';
import { createCustomersTable } from './adapters/customers-table.ts';
import { createEmailCodes } from './adapters/email-codes.ts';
import { createErasureList } from './adapters/erasure-list.ts';
import { createExports } from './adapters/exports.ts';
import { createLegalHolds } from './adapters/legal-holds.ts';
import { createSendOrderClaim } from './adapters/order-claims.ts';
import { createPrivacyRequests } from './adapters/privacy-requests.ts';
import { createStartWorkflow } from './adapters/start-workflow.ts';

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
  // All requests go to the client's own endpoint, whatever the URL of the queue, so that the local cloud checks permissions.
  createSendOrderClaim(
    new SQSClient({ useQueueUrlAsEndpoint: false }),
    environmentVariable('ORDERS_INBOX_NAME'),
  ),
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

/** The tables of privacy requests, on a DynamoDB client. */
export const createPrivacyDeps = (client: DynamoDBDocumentClient, nowMs = Date.now) => {
  const table = { client, tableName: environmentVariable('PRIVACY_TABLE_NAME') };
  return {
    requests: createPrivacyRequests(table),
    holds: createLegalHolds(table),
    erasureList: createErasureList(table),
    erasures: createSubjectErasures({ client, tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME') }),
    newRequestId: () => `prq_${ulid(nowMs())}`,
    nowMs,
  };
};

export type PrivacyDeps = ReturnType<typeof createPrivacyDeps>;
export type ErasureListDeps = Pick<PrivacyDeps, 'erasureList' | 'erasures'>;
export type WatchDeps = Pick<PrivacyDeps, 'erasureList' | 'erasures' | 'nowMs' | 'requests'>;

const privacyDeps = /* @__PURE__ */ once(() => createPrivacyDeps(createDocumentClient()));

/** Dependencies of the functions that read requests and holds. */
export const readPrivacyDeps = (): Pick<PrivacyDeps, 'requests' | 'holds'> => privacyDeps();
export const erasureListDeps = (): ErasureListDeps => privacyDeps();
export const watchDeps = (): WatchDeps => privacyDeps();

/** Dependencies of the functions that record acts. */
export const actDeps = /* @__PURE__ */ once(() => ({ ...privacyDeps(), audit: audit() }));
export type ActDeps = ReturnType<typeof actDeps>;

/** Dependencies of the functions that start the workflows of requests. */
export const startDeps = /* @__PURE__ */ once(() => {
  const client = new SFNClient({});
  return {
    ...actDeps(),
    start: {
      erasure: createStartWorkflow(client, environmentVariable('ERASE_PERSON_ARN')),
      export: createStartWorkflow(client, environmentVariable('EXPORT_PERSON_ARN')),
    },
  };
});
export type StartDeps = ReturnType<typeof startDeps>;

/** Dependencies of the functions that make links to exports. */
export const linkDeps = /* @__PURE__ */ once(() => ({
  ...actDeps(),
  exports: createExports(new S3Client({}), environmentVariable('EXPORTS_BUCKET_NAME')),
}));
export type LinkDeps = ReturnType<typeof linkDeps>;

export type WhomDeps = Pick<PrivacyDeps, 'erasures'> & {
  readonly subjectKeys: Pick<SubjectKeys, 'findByEmail' | 'subjectsOf'>;
};

/** Dependencies of the workflow `erase-person`. */
export const erasureDeps = /* @__PURE__ */ once(() => ({
  ...privacyDeps(),
  customers: deps().customers,
  subjectKeys: subjectKeys() as WhomDeps['subjectKeys'],
  accounts: accounts() as Pick<Accounts, 'close'>,
  bus: eventBus,
  audit,
  retentionYears,
}));
export type ErasureDeps = ReturnType<typeof erasureDeps>;

/** Dependencies of the workflow `export-person`. */
export const exportDeps = /* @__PURE__ */ once(() => {
  const client = new S3Client({});
  const bucketName = environmentVariable('EXPORTS_BUCKET_NAME');
  return {
    ...privacyDeps(),
    customers: deps().customers,
    seals: createCustomerSeals(subjectKeys()),
    subjectKeys: subjectKeys() as WhomDeps['subjectKeys'],
    exports: createExports(client, bucketName),
    parts: createExportParts(client, bucketName),
  };
});
export type ExportDeps = ReturnType<typeof exportDeps>;

/** Throws if the variable is not a number from 0 to 99. */
function retentionYears(): number {
  const text = environmentVariable('TAX_RETENTION_YEARS');
  if (!/^\d{1,2}$/.test(text))
    throw new Error(`TAX_RETENTION_YEARS must be a number from 0 to 99, not "${text}"`);
  return Number(text);
}
