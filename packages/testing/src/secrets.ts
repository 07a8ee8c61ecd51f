import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { SecretResource } from '@tradepost/compiled-service/templates/resources';
import { createSecretStore } from '@tradepost/local/secrets/secret-store';
import { createSecretsEndpoint } from '@tradepost/local/secrets/secrets-endpoint';
import { openStore } from '@tradepost/local/store';
import { serveApi } from './serve-api.ts';

/** A running Secrets Manager. Secrets are identified by their names. */
export type Secrets = {
  readonly endpoint: string;
  readonly arnOf: (name: string) => string;
  readonly valueOf: (name: string) => string;
  /** Changes the value of a secret, as a rotation does. */
  readonly put: (name: string, value: string) => void;
  /** Number of GetSecretValue requests. */
  readonly reads: () => number;
  readonly stop: () => Promise<void>;
};

/** Either services, whose templates declare the secrets, or the names of the secrets. */
export type SecretsConfig = { readonly services: readonly string[] } | { readonly names: readonly string[] };

/**
 * Starts Secrets Manager on a free local port, with a new value for each secret. A function with its own client finds the
 * endpoint by `AWS_ENDPOINT_URL_SECRETS_MANAGER`. Handlers that run `asFunction` are limited to the services' roles.
 *
 * @param config names of the folders in `services/` whose compiled templates declare the secrets (for the stage `dev`), or
 *   the names of the secrets
 * @throws if a service cannot be packaged. The methods throw for an unknown secret
 */
export async function startSecrets(config: SecretsConfig): Promise<Secrets> {
  const database = openStore(':memory:');
  const store = createSecretStore(database, await secretsOf(config));
  const answer = createSecretsEndpoint(store);
  let reads = 0;
  const api = await serveApi(
    (request) => {
      if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') reads += 1;
      return answer(request);
    },
    'services' in config ? config.services : [],
  );
  const known = <Found>(found: Found | undefined, name: string): Found => {
    if (found === undefined) throw new Error(`there is no secret ${name}`);
    return found;
  };
  return {
    endpoint: api.endpoint,
    arnOf: (name) => known(store.get(name), name).arn,
    valueOf: (name) => known(store.get(name), name).value,
    put: (name, value) => {
      known(store.put(name, value), name);
    },
    reads: () => reads,
    stop: async () => {
      await api.stop();
      if (database.isOpen) database.close();
    },
  };
}

async function secretsOf(config: SecretsConfig): Promise<readonly SecretResource[]> {
  if ('services' in config) return (await describeServices(config.services)).secrets;
  return config.names.map((name) => ({
    ...{ service: 'specs', logicalId: name, name },
    arn: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}`,
    generated: { length: 40, excludePunctuation: true, excludeCharacters: '' },
  }));
}
