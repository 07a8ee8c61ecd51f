import { KMSClient } from '@aws-sdk/client-kms';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createSubjectKeys, type SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { DynamoDb } from '@tradepost/testing/dynamodb';
import { startKms } from '@tradepost/testing/kms';
import { createGuestHashes } from './adapters/guest-hashes.ts';
import { createOrderSeals } from './adapters/order-seals.ts';

/** The parts of the dependencies that seal and hash, with a KMS of the spec. */
export type Seals = ReturnType<typeof sealsOf> & {
  /** Keys as another function instance has them: with empty caches. */
  readonly newSubjectKeys: () => SubjectKeys;
  readonly stop: () => Promise<void>;
};

/** @param db has the tables of `customers` */
export async function startSeals(db: DynamoDb): Promise<Seals> {
  const kms = await startKms({ services: ['customers'] });
  const client = new KMSClient({
    endpoint: kms.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const newSubjectKeys = () =>
    createSubjectKeys({
      client: db.documents,
      tableName: 'tradepost-dev-customers-subject-keys',
      wrappingKey: createKmsKey(client, 'alias/tradepost-dev-customers-subject-keys'),
      stage: 'dev',
    });
  return {
    ...sealsOf(newSubjectKeys()),
    newSubjectKeys,
    stop: async () => {
      client.destroy();
      await kms.stop();
    },
  };
}

function sealsOf(subjectKeys: SubjectKeys) {
  const pepper = async () => 'pepper';
  return {
    orderSeals: createOrderSeals(subjectKeys),
    paymentTokens: createPaymentTokens(async () => 'k'.repeat(40)),
    fingerprintOf: createFingerprint(pepper),
    idFromKey: createIdFromKey(pepper),
    guestHashes: createGuestHashes(pepper),
  };
}
