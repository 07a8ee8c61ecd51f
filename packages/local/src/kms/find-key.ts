import { type Account, toArn } from '@tradepost/compiled-service/roles/aws-call';
import type { KeyUsage } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '../gateway/aws-error.ts';
import type { Key, KeyStore } from './key-store.ts';
import { type KmsInput, textIn } from './kms-input.ts';

/** Finds the keys that requests name, and throws the errors of KMS for those that cannot be used. */
export type FindKey = {
  /** Returns the key in the member `name`, by id, ARN, alias name or alias ARN. */
  readonly named: (input: KmsInput, name?: string) => Key;
  /** Returns it if it is enabled and has the usage that the operation needs. */
  readonly usable: (input: KmsInput, operation: string, usage: KeyUsage, name?: string) => Key;
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Creates the functions for the keys of a store. `account` is for the messages of errors. */
export function createFindKey(store: KeyStore, account: Account): FindKey {
  const named = (input: KmsInput, name = 'KeyId'): Key => {
    const keyId = textIn(input, name);
    const key = store.find(keyId);
    if (key === undefined) throw awsError('NotFoundException', describeMissing(keyId, account));
    return key;
  };
  return {
    named,
    usable: (input, operation, usage, name) => {
      const key = enabled(named(input, name));
      if (key.usage !== usage)
        throw awsError(
          'InvalidKeyUsageException',
          `${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`,
        );
      return key;
    },
  };
}

/** Returns the key. Throws if it is disabled. */
export function enabled(key: Key): Key {
  if (!key.enabled) throw awsError('DisabledException', `${key.arn} is disabled.`);
  return key;
}

function describeMissing(keyId: string, account: Account): string {
  const name = keyId.startsWith('arn:') ? keyId.split(':').slice(5).join(':') : keyId;
  if (keyId.startsWith('alias/') || name.startsWith('alias/'))
    return `Alias ${toArn('kms', account, '', keyId)} is not found.`;
  if (UUID.test(name.replace(/^key\//, '')))
    return `Key '${toArn('kms', account, 'key/', keyId)}' does not exist`;
  return `Invalid keyId '${keyId}'`;
}
