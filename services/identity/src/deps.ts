import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AuditLog, createAuditLog } from '@tradepost/audit/audit-log';
import { type EntryPage, type EntryQuery, listEntries } from '@tradepost/audit/list-entries';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { createGrantsTable } from './adapters/grants-table.ts';
import { createMachineNames, type FindMachineName } from './adapters/machine-names.ts';

/** Dependencies of the functions of this service. */
export type Deps = ReturnType<typeof createDeps> & {
  readonly audit: AuditLog;
  readonly listAudit: (query: EntryQuery) => Promise<EntryPage>;
  readonly findMachineName: FindMachineName;
};

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient) => ({
  grants: createGrantsTable({
    client,
    tableName: environmentVariable('GRANTS_TABLE_NAME'),
  }),
  nowMs: Date.now,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(documentClient()));

const documentClient = /* @__PURE__ */ once(() => createDocumentClient());

// The following are separate from deps, so that a function bundles only the AWS clients that it needs.

/** Dependencies of functions that change grants. */
export const changeDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  audit: createAuditLog({
    client: documentClient(),
    tableName: environmentVariable('AUDIT_TABLE_NAME'),
    stage: environmentVariable('STAGE'),
    nowMs: Date.now,
  }),
}));

/** Lists entries of the audit log. */
export const listAudit = /* @__PURE__ */ once(
  (): Deps['listAudit'] => (query) =>
    listEntries(documentClient(), environmentVariable('AUDIT_TABLE_NAME'), query),
);

export const machineNames = /* @__PURE__ */ once(() =>
  createMachineNames({
    client: new SSMClient({}),
    parameterName: environmentVariable('MACHINES_PARAMETER_NAME'),
  }),
);

/** Reads the stage's pepper. */
export const pepper = /* @__PURE__ */ once(() =>
  createSecret({
    client: new SecretsManagerClient({}),
    secretId: environmentVariable('ID_PEPPER_SECRET_NAME'),
  }),
);
