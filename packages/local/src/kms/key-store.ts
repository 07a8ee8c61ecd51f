import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { KeyAliasResource, KeyResource, KeySpec } from '@tradepost/compiled-service/templates/resources';
import { generatePrivateKey, PRIVATE_KEY_SEED_BYTES } from './signatures.ts';

/** A key with its secret: an AES key, an HMAC key, or a private key of P-256. */
export type Key = KeyResource & { readonly material: Buffer; readonly createdAtMs: number };

/** Key with the alias under which it is listed. */
export type KeyAlias = KeyAliasResource & { readonly key: Key };

export type KeyStore = {
  /** In the order of their ids. */
  readonly keys: readonly Key[];
  /** In the order of their names. */
  readonly aliases: readonly KeyAlias[];
  /** Returns a key by id, ARN, alias name or alias ARN; undefined if there is no such key. */
  readonly find: (keyId: string) => Key | undefined;
};

/** Returns that many random bytes. */
export type RandomBytes = (count: number) => Buffer;

const AES_256_BYTES = 32;
/** Length that KMS generates for HMAC_256 keys. */
const HMAC_256_BYTES = 32;

const GENERATE: Readonly<Record<KeySpec, (random: RandomBytes) => Buffer>> = {
  SYMMETRIC_DEFAULT: (random) => random(AES_256_BYTES),
  HMAC_256: (random) => random(HMAC_256_BYTES),
  ECC_NIST_P256: (random) => generatePrivateKey(random(PRIVATE_KEY_SEED_BYTES)),
};

/**
 * Creates the store of the keys that the templates declare. A key gets its material when it is first declared, and keeps it in
 * `database`. Throws if an alias is declared twice or names a key that no template declares.
 *
 * @param random source of new material
 */
export function createKeyStore(
  database: DatabaseSync,
  declared: { readonly keys: readonly KeyResource[]; readonly keyAliases: readonly KeyAliasResource[] },
  random: RandomBytes = randomBytes,
): KeyStore {
  database.exec(
    'CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, material BLOB NOT NULL, created_at_ms INTEGER NOT NULL)',
  );
  const select = database.prepare('SELECT material, created_at_ms FROM keys WHERE id = ?');
  const insert = database.prepare('INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const keys = declared.keys.map((key): Key => {
    if (select.get(key.id) === undefined) insert.run(key.id, GENERATE[key.spec](random), Date.now());
    const { material, created_at_ms } = select.get(key.id) as Row;
    return { ...key, material: Buffer.from(material), createdAtMs: created_at_ms };
  });
  const byName = new Map(keys.flatMap((key) => [key.id, key.arn].map((name) => [name, key])));
  const aliases = declared.keyAliases.map((alias): KeyAlias => {
    const key = byName.get(alias.targetKeyId);
    if (key === undefined)
      throw new Error(`${alias.name} is for the key ${alias.targetKeyId}, which no template declares`);
    if (byName.has(alias.name)) throw new Error(`${alias.name} is declared twice`);
    byName.set(alias.name, key).set(alias.arn, key);
    return { ...alias, key };
  });
  return {
    keys: keys.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    aliases: aliases.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    find: (keyId) => byName.get(keyId),
  };
}

type Row = { readonly material: Uint8Array; readonly created_at_ms: number };
