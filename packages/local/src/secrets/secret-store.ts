import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { SecretResource } from '@tradepost/compiled-service/templates/resources';
import { generatePassword } from './generate-password.ts';

/** The version of a secret that has the label `AWSCURRENT`. */
export type SecretValue = {
  readonly name: string;
  readonly arn: string;
  readonly value: string;
  readonly versionId: string;
  readonly createdAtMs: number;
};

export type SecretStore = {
  /** Returns a secret by name or ARN; undefined if there is no such secret. */
  readonly get: (secretId: string) => SecretValue | undefined;
  /** Replaces the value of a secret; returns undefined if there is no such secret. */
  readonly put: (secretId: string, value: string) => SecretValue | undefined;
};

type Row = { readonly value: string; readonly version_id: string; readonly created_at_ms: number };

/**
 * Creates the store of the secrets that the templates declare. A secret gets a generated value when it is first declared, and
 * keeps it in `database` until `put` replaces it.
 */
export function createSecretStore(database: DatabaseSync, declared: readonly SecretResource[]): SecretStore {
  database.exec(
    'CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL, version_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL)',
  );
  const select = database.prepare('SELECT value, version_id, created_at_ms FROM secrets WHERE name = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO secrets VALUES (?, ?, ?, ?)');
  const write = (name: string, value: string) => replace.run(name, value, randomUUID(), Date.now());
  for (const { name, generated } of declared) {
    if (select.get(name) === undefined) write(name, generatePassword(generated));
  }
  const find = (secretId: string) => declared.find(({ name, arn }) => secretId === name || secretId === arn);
  const get = (secretId: string): SecretValue | undefined => {
    const secret = find(secretId);
    if (secret === undefined) return undefined;
    const { value, version_id, created_at_ms } = select.get(secret.name) as Row;
    const { name, arn } = secret;
    return { name, arn, value, versionId: version_id, createdAtMs: created_at_ms };
  };
  return {
    get,
    put: (secretId, value) => {
      const secret = find(secretId);
      if (secret !== undefined) write(secret.name, value);
      return get(secretId);
    },
  };
}
