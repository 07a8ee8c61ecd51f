import { KMSClient } from '@aws-sdk/client-kms';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createSubjectErasures } from '@tradepost/personal-data/subject-erasures';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { startDynamoDb } from '@tradepost/testing/dynamodb';
import { startKms } from '@tradepost/testing/kms';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { createCustomerSeals } from './adapters/customer-seals.ts';
import { createDeps } from './deps.ts';

const SUBJECT_KEYS_TABLE_NAME = 'tradepost-dev-customers-subject-keys';
export const CUSTOMERS_TABLE_NAME = 'tradepost-dev-customers-customers';

/** Longer than an instance keeps a key. */
const CACHED_MS = 6 * 60_000;

/** The dependencies of the functions, with a DynamoDB and a KMS of the spec. */
export async function startCustomers() {
  const db = await startDynamoDb({ services: ['customers', 'operations'] });
  const kms = await startKms({ services: ['customers'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    CUSTOMERS_TABLE_NAME,
  });
  const client = new KMSClient({
    endpoint: kms.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  let passedMs = 0;
  const subjectKeys = createSubjectKeys({
    client: db.documents,
    tableName: SUBJECT_KEYS_TABLE_NAME,
    wrappingKey: createKmsKey(client, 'alias/tradepost-dev-customers-subject-keys'),
    stage: 'dev',
    nowMs: () => Date.now() + passedMs,
  });
  const pepper = async () => 'pepper';
  return {
    db,
    subjectKeys,
    /** Deletes the keys of a subject, and lets the time pass for which instances keep them. */
    erase: async (subjectId: string) => {
      await createSubjectErasures({ client: db.documents, tableName: SUBJECT_KEYS_TABLE_NAME }).erase({
        subjectId,
      });
      passedMs += CACHED_MS;
    },
    /** @param now the clock of the store */
    depsAt: (now?: () => string) => ({
      ...createDeps(db.documents, now),
      audit: createAuditLog({
        ...{
          client: db.documents,
          tableName: 'tradepost-dev-operations-audit',
          stage: 'dev',
          nowMs: Date.now,
        },
      }),
      subjectKeys,
      seals: createCustomerSeals(subjectKeys),
      hashEmail: createHashEmail(pepper),
      idFromKey: createIdFromKey(pepper),
      fingerprintOf: createFingerprint(pepper),
    }),
    stop: async () => {
      client.destroy();
      await db.stop();
      await kms.stop();
    },
  };
}

export type Customers = Awaited<ReturnType<typeof startCustomers>>;
