import { randomBytes } from 'node:crypto';
import type { Account } from '@tradepost/compiled-service/roles/aws-call';
import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import { encryptionOperations } from './encryption-operations.ts';
import { createFindKey } from './find-key.ts';
import { keyOperations } from './key-operations.ts';
import type { KeyStore, RandomBytes } from './key-store.ts';
import type { KmsInput } from './kms-input.ts';
import { signingOperations } from './signing-operations.ts';

/**
 * Creates an endpoint with a part of KMS: data keys, encryption, signatures, message authentication codes, and descriptions of
 * keys. Keys and aliases come from the templates only.
 *
 * @param random source of data keys and nonces
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
 */
export function createKmsEndpoint(
  store: KeyStore,
  account: Account,
  random: RandomBytes = randomBytes,
): AwsHandler {
  const find = createFindKey(store, account);
  const operations = {
    ...encryptionOperations(find, random),
    ...signingOperations(find),
    ...keyOperations(store, find, account),
  };
  const checked = Object.entries(operations).map(([name, run]) => [name, withDryRun(run)] as const);
  return createJsonApi<KmsInput>('KMS', Object.fromEntries(checked));
}

/** Refuses what would be ignored, and ends a dry run with the error of KMS. */
function withDryRun(run: (input: KmsInput) => object): (input: KmsInput) => object {
  return (input) => {
    for (const name of ['GrantTokens', 'Recipient']) {
      const value = input[name] ?? [];
      if (!Array.isArray(value) || value.length > 0)
        throw awsError('UnsupportedOperationException', `${name} is not supported by the local cloud`);
    }
    const output = run(input);
    if (input['DryRun'] === true)
      throw awsError(
        'DryRunOperationException',
        'The request would have succeeded, but the DryRun option is set.',
      );
    return output;
  };
}
