import { generateKeyPair as generateKeyPairCallback, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose';
import type { Pool } from './pools.ts';

const generateKeyPair = promisify(generateKeyPairCallback);

/** Secrets of the issuers, kept in the data folder so that tokens and app clients survive a restart. */
export type IdentityKeys = {
  /** Private key with which the tokens of each pool are signed (RS256), by the id of the pool. */
  readonly pools: Readonly<Record<string, SigningKey>>;
  /** Secrets of app clients, by the id of the client. */
  readonly clientSecrets: Readonly<Record<string, string>>;
  /** Key with which the cookies of the sign-in page are signed. */
  readonly cookieKey: string;
};

export type SigningKey = JWK & { readonly kid: string };

const FILE = join('identity', 'keys.json');
const RSA_BITS = 2048;

/** Reads the keys of the pools and their clients from the data folder. Creates those that are missing. */
export async function provideIdentityKeys(dataDir: string, pools: readonly Pool[]): Promise<IdentityKeys> {
  const path = join(dataDir, FILE);
  const stored = readKeys(dataDir);
  const keys = await Promise.all(
    pools.map(async ({ id }) => [id, stored?.pools[id] ?? (await generateSigningKey())] as const),
  );
  const secretClients = pools.flatMap(({ clients }) => clients).filter(({ hasSecret }) => hasSecret);
  const file: IdentityKeys = {
    pools: { ...stored?.pools, ...Object.fromEntries(keys) },
    clientSecrets: {
      ...stored?.clientSecrets,
      ...Object.fromEntries(secretClients.map(({ id }) => [id, stored?.clientSecrets[id] ?? randomText()])),
    },
    cookieKey: stored?.cookieKey ?? randomText(),
  };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Reads the keys in the data folder of a local cloud; undefined if it has had no user pool yet. */
export function readKeys(dataDir: string): IdentityKeys | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as IdentityKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${join(dataDir, FILE)} cannot be read: ${(error as Error).message}`);
  }
}

/** Returns the public part of a signing key as a key set. */
export function toPublicKeys({ kid, kty, n, e, alg, use }: SigningKey): JSONWebKeySet {
  return { keys: [{ kid, kty, n, e, alg, use } as JWK] };
}

async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('rsa', { modulusLength: RSA_BITS });
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' } as JWK;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
