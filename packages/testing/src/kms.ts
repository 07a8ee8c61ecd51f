import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { KeySpec, KeyUsage } from '@tradepost/compiled-service/templates/resources';
import { createKeyStore } from '@tradepost/local/kms/key-store';
import { createKmsEndpoint } from '@tradepost/local/kms/kms-endpoint';
import { openStore } from '@tradepost/local/store';
import { serveApi } from './serve-api.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
const USAGES: Readonly<Record<KeySpec, KeyUsage>> = {
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
  ECC_NIST_P256: 'SIGN_VERIFY',
};

/** A running KMS. Keys are identified by their aliases, such as `alias/orders`. */
export type Kms = {
  readonly endpoint: string;
  readonly arnOf: (alias: string) => string;
  /** Number of requests for an operation, such as `Decrypt`. */
  readonly calls: (operation: string) => number;
  readonly stop: () => Promise<void>;
};

/** Either services, whose templates declare the keys, or specs of keys by their aliases. */
export type KmsConfig =
  | { readonly services: readonly string[] }
  | { readonly keys: Readonly<Record<string, KeySpec>> };

/**
 * Starts KMS on a free local port, with a new secret for each key. A function with its own client finds the endpoint by
 * `AWS_ENDPOINT_URL_KMS`. Handlers that run `asFunction` are limited to the services' roles.
 *
 * @param config names of the folders in `services/` whose compiled templates declare the keys (for the stage `dev`), or specs
 *   of keys by their aliases
 * @throws if a service cannot be packaged. `arnOf` throws for an unknown alias
 */
export async function startKms(config: KmsConfig): Promise<Kms> {
  const database = openStore(':memory:');
  const store = createKeyStore(database, await keysOf(config));
  const handle = createKmsEndpoint(store, ACCOUNT);
  const calls = new Map<string, number>();
  const api = await serveApi(
    (request) => {
      const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
      calls.set(operation, (calls.get(operation) ?? 0) + 1);
      return handle(request);
    },
    'services' in config ? config.services : [],
  );
  return {
    endpoint: api.endpoint,
    arnOf: (alias) => {
      const key = store.find(alias);
      if (key === undefined) throw new Error(`there is no key ${alias}`);
      return key.arn;
    },
    calls: (operation) => calls.get(operation) ?? 0,
    stop: async () => {
      await api.stop();
      database.close();
    },
  };
}

async function keysOf(config: KmsConfig): Promise<Parameters<typeof createKeyStore>[1]> {
  if ('services' in config) return describeServices(config.services);
  const declared = Object.entries(config.keys).map(([alias, spec], index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const names = { service: 'specs', logicalId: alias };
    const arn = (name: string) => `arn:aws:kms:us-east-1:000000000000:${name}`;
    return {
      key: { ...names, id, arn: arn(`key/${id}`), spec, usage: USAGES[spec], description: '', enabled: true },
      alias: { ...names, name: alias, arn: arn(alias), targetKeyId: id },
    };
  });
  return { keys: declared.map(({ key }) => key), keyAliases: declared.map(({ alias }) => alias) };
}
