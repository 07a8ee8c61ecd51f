import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ApiKeyResource, UsagePlanKey } from '@tradepost/compiled-service/templates/usage-plans';

/** An API key. Times are in milliseconds. */
export type ApiKey = {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly customerId: string | undefined;
  readonly enabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdMs: number;
  readonly updatedMs: number;
};

export type NewApiKey = Pick<ApiKey, 'name' | 'description' | 'customerId' | 'enabled' | 'tags'> & {
  /** Generated if it is undefined. */
  readonly value: string | undefined;
};

/** Keys, their usage plans, and the number of their requests on each day. */
export type ApiKeyStore = {
  /** Adds a key. Returns undefined if another key has its value. */
  readonly add: (key: NewApiKey) => ApiKey | undefined;
  readonly get: (id: string) => ApiKey | undefined;
  readonly findByValue: (value: string) => ApiKey | undefined;
  /** All keys, by id. */
  readonly list: () => readonly ApiKey[];
  /** Replaces fields of a key that exists. */
  readonly update: (
    id: string,
    fields: Partial<Pick<ApiKey, 'name' | 'description' | 'customerId' | 'enabled'>>,
  ) => void;
  /** Deletes a key, its memberships and its usage. Returns false if there is no such key. */
  readonly remove: (id: string) => boolean;
  /** Adds a key to a plan. Returns false if it is in the plan. */
  readonly join: (planId: string, keyId: string) => boolean;
  /** Removes a key from a plan. Returns false if it is not in the plan. */
  readonly leave: (planId: string, keyId: string) => boolean;
  /** Ids of a plan's keys, in the order in which they were added. */
  readonly keysOf: (planId: string) => readonly string[];
  /** Ids of a key's plans. */
  readonly plansOf: (keyId: string) => readonly string[];
  /** Number of requests of a key on the days from `first` to `last`, both included. */
  readonly usedBetween: (planId: string, keyId: string, first: string, last: string) => number;
  /** Counts a request of a key. */
  readonly count: (planId: string, keyId: string, day: string) => void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS api_keys (
    id TEXT PRIMARY KEY, value TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, customer_id TEXT,
    enabled INTEGER NOT NULL, tags TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS usage_plan_keys (
    plan_id TEXT NOT NULL, key_id TEXT NOT NULL, PRIMARY KEY (plan_id, key_id));
  CREATE TABLE IF NOT EXISTS api_key_usage (
    plan_id TEXT NOT NULL, key_id TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (plan_id, key_id, day));`;

type Row = {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly description: string | null;
  readonly customer_id: string | null;
  readonly enabled: number;
  readonly tags: string;
  readonly created_ms: number;
  readonly updated_ms: number;
};

/** Creates the store in `database`, with the keys and the memberships that the templates declare. */
export function createApiKeyStore(
  database: DatabaseSync,
  declared: { readonly apiKeys: readonly ApiKeyResource[]; readonly usagePlanKeys: readonly UsagePlanKey[] },
  nowMs: () => number = Date.now,
): ApiKeyStore {
  database.exec(SCHEMA);
  const store = { ...createKeys(database, nowMs), ...createMemberships(database), ...createUsage(database) };
  const write = database.prepare(
    `INSERT INTO api_keys VALUES (?, ?, ?, ?, ?, ?, '{}', ?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value,
     name = excluded.name, description = excluded.description, customer_id = excluded.customer_id,
     enabled = excluded.enabled, updated_ms = excluded.updated_ms`,
  );
  for (const { id, name, description = null, customerId = null, enabled, value } of declared.apiKeys) {
    const kept = value ?? store.get(id)?.value ?? newValue();
    write.run(id, kept, name, description, customerId, Number(enabled), nowMs(), nowMs());
  }
  for (const { planId, keyId } of declared.usagePlanKeys) store.join(planId, keyId);
  return store;
}

function createKeys(database: DatabaseSync, nowMs: () => number) {
  const select = (condition: string) => database.prepare(`SELECT * FROM api_keys ${condition}`);
  const [byId, byValue, all] = [select('WHERE id = ?'), select('WHERE value = ?'), select('ORDER BY id')];
  const insert = database.prepare('INSERT OR IGNORE INTO api_keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const change = database.prepare(
    'UPDATE api_keys SET name = ?, description = ?, customer_id = ?, enabled = ?, updated_ms = ? WHERE id = ?',
  );
  const removals = ['api_keys WHERE id', 'usage_plan_keys WHERE key_id', 'api_key_usage WHERE key_id'].map(
    (what) => database.prepare(`DELETE FROM ${what} = ?`),
  );
  const get = (id: string) => toKey(byId.get(id));
  return {
    get,
    add: ({ value = newValue(), name, description, customerId, enabled, tags }: NewApiKey) => {
      const [id, atMs] = [newId(), nowMs()];
      const texts = [id, value, name, description ?? null, customerId ?? null];
      const added = insert.run(...texts, Number(enabled), JSON.stringify(tags), atMs, atMs);
      return added.changes === 0 ? undefined : get(id);
    },
    findByValue: (value: string) => toKey(byValue.get(value)),
    list: () => all.all().flatMap((row) => toKey(row) ?? []),
    update: (id: string, fields: Partial<ApiKey>) => {
      const { name = '', description, customerId, enabled } = { ...get(id), ...fields };
      change.run(name, description ?? null, customerId ?? null, Number(enabled), nowMs(), id);
    },
    remove: (id: string) => removals.map((each) => each.run(id).changes)[0] === 1,
  };
}

function createMemberships(database: DatabaseSync) {
  const insert = database.prepare('INSERT OR IGNORE INTO usage_plan_keys VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM usage_plan_keys WHERE plan_id = ? AND key_id = ?');
  const ofPlan = database.prepare(
    'SELECT key_id AS id FROM usage_plan_keys WHERE plan_id = ? ORDER BY rowid',
  );
  const ofKey = database.prepare('SELECT plan_id AS id FROM usage_plan_keys WHERE key_id = ? ORDER BY rowid');
  return {
    join: (planId: string, keyId: string) => insert.run(planId, keyId).changes === 1,
    leave: (planId: string, keyId: string) => remove.run(planId, keyId).changes === 1,
    keysOf: (planId: string) => ofPlan.all(planId).map(({ id }) => String(id)),
    plansOf: (keyId: string) => ofKey.all(keyId).map(({ id }) => String(id)),
  };
}

function createUsage(database: DatabaseSync) {
  const sum = database.prepare(
    'SELECT COALESCE(SUM(used), 0) AS used FROM api_key_usage WHERE plan_id = ? AND key_id = ? AND day BETWEEN ? AND ?',
  );
  const add = database.prepare(
    'INSERT INTO api_key_usage VALUES (?, ?, ?, 1) ON CONFLICT (plan_id, key_id, day) DO UPDATE SET used = used + 1',
  );
  return {
    usedBetween: (planId: string, keyId: string, first: string, last: string) =>
      Number(sum.get(planId, keyId, first, last)?.['used']),
    count: (planId: string, keyId: string, day: string) => {
      add.run(planId, keyId, day);
    },
  };
}

function toKey(row: unknown): ApiKey | undefined {
  if (row === undefined) return undefined;
  const found = row as Row;
  return {
    id: found.id,
    value: found.value,
    name: found.name,
    description: found.description ?? undefined,
    customerId: found.customer_id ?? undefined,
    enabled: found.enabled === 1,
    tags: JSON.parse(found.tags) as Record<string, string>,
    createdMs: found.created_ms,
    updatedMs: found.updated_ms,
  };
}

/** Ten letters and digits, as on AWS. */
function newId(): string {
  return randomText(10, 'abcdefghijklmnopqrstuvwxyz0123456789');
}

/** Forty letters and digits, as on AWS. */
function newValue(): string {
  return randomText(40, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
}

function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
