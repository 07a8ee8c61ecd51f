import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret } from '@tradepost/lambda/secret';
import { createGrantsTable } from './adapters/grants-table.ts';
import { createMachineNames, type FindMachineName } from './adapters/machine-names.ts';

/** Dependencies of the functions of this service. */
export type Deps = ReturnType<typeof createDeps> & { readonly findMachineName: FindMachineName };

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient) => ({
  grants: createGrantsTable({
    client,
    tableName: environmentVariable('GRANTS_TABLE_NAME'),
    auditTableName: environmentVariable('AUDIT_TABLE_NAME'),
  }),
  nowMs: Date.now,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

// The following are separate from deps, so that a function bundles only the AWS clients that it needs.

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
