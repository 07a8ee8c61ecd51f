import type { SecretResource } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '@tradepost/local/gateway/aws-error';
import { generatePassword } from '@tradepost/local/secrets/generate-password';
import type { Setting } from './setting.ts';

/** A key that the simulated provider rejects as revoked. */
const REVOKED_KEY = `revoked_${'0'.repeat(32)}`;

/** End of the name of the secret with our key at the simulated provider. */
const PROVIDER_KEY = '/simulated-provider';

/** Secrets Manager, read-only: each declared secret has one value in a run. */
export function createSecrets(declared: readonly SecretResource[], { draw, faults }: Setting) {
  const secrets = declared.map(({ arn, name, generated }) => {
    const chance = draw.row(`secret ${name}`);
    return { arn, name, value: generatePassword(generated, (bound) => Math.floor(chance() * bound)) };
  });
  const find = (secretId: string) => {
    const secret = secrets.find(({ arn, name }) => secretId === arn || secretId === name);
    if (secret === undefined)
      throw awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  };
  return {
    /** Replaces a secret's value. Throws an `AwsError` if there is none. */
    replace: (secretId: string, value: string) => {
      find(secretId).value = value;
    },
    /** A secret's value, for the provider's side of a shared secret. Throws an `AwsError` if there is none. */
    valueOf: (secretId: string) => find(secretId).value,
    /** The output of `GetSecretValue`; `key` is the call's. Throws an `AwsError` if there is no such secret. */
    read: (secretId: string, key: string) => {
      const { arn, name, value } = find(secretId);
      // A provider revokes keys. Nobody but us knows the other secrets.
      const isProviders = name.endsWith(PROVIDER_KEY);
      const SecretString = isProviders && faults.happens('revokedKey', key) ? REVOKED_KEY : value;
      return { ARN: arn, Name: name, SecretString, VersionId: 'simulated', VersionStages: ['AWSCURRENT'] };
    },
  };
}
