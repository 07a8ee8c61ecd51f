import type { DatabaseSync } from 'node:sqlite';
import { KMSClient } from '@aws-sdk/client-kms';
import type { KeyResource } from '@tradepost/compiled-service/templates/resources';
import { listenLocally } from '../gateway/http-server.ts';
import { readBody } from '../gateway/request-body.ts';
import { createKeyStore } from './key-store.ts';
import { createKmsEndpoint } from './kms-endpoint.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
const MAX_BODY_BYTES = 64 * 1024;

const key = (
  logicalId: string,
  id: string,
  spec: KeyResource['spec'],
  usage: KeyResource['usage'],
): KeyResource => ({
  ...{ service: 'jars', logicalId, id, spec, usage, description: logicalId, enabled: logicalId !== 'Old' },
  arn: `arn:aws:kms:us-east-1:000000000000:key/${id}`,
});

/** Keys of each spec, one that is disabled, and one without an alias. */
export const KEYS = {
  lids: key('Lids', '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
  pepper: key('Pepper', '2b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9', 'HMAC_256', 'GENERATE_VERIFY_MAC'),
  anchor: key('Anchor', '3b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9', 'ECC_NIST_P256', 'SIGN_VERIFY'),
  old: key('Old', '4b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
  other: key('Other', '0b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
};

/** Aliases of the first three. */
export const KEY_ALIASES = (['lids', 'pepper', 'anchor'] as const).map((name) => ({
  ...{ service: 'jars', logicalId: `${name}Alias`, name: `alias/${name}`, targetKeyId: KEYS[name].id },
  arn: `arn:aws:kms:us-east-1:000000000000:alias/${name}`,
}));

export type KmsServer = {
  readonly client: KMSClient;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Starts KMS with `KEYS` on a free port, and a client for it. */
export async function startKms(database: DatabaseSync): Promise<KmsServer> {
  const store = createKeyStore(database, { keys: Object.values(KEYS), keyAliases: KEY_ALIASES });
  const handle = createKmsEndpoint(store, ACCOUNT);
  const server = await listenLocally(0, async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const answer = await handle({ headers: request.headers, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new KMSClient({ endpoint: server.url, region: 'us-east-1', credentials });
  return {
    client,
    url: server.url,
    stop: async () => {
      client.destroy();
      await server.stop();
    },
  };
}
