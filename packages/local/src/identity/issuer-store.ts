import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

type Row = { readonly payload: string; readonly consumed_at: number | null };

/**
 * Creates the storage of an issuer: sessions of browsers, interactions, codes, refresh tokens and grants. They survive a
 * restart. Expired entries are deleted when the next entry is written.
 *
 * @param poolId user pool of the issuer; issuers share the database
 */
export function createIssuerStore(database: DatabaseSync, poolId: string): AdapterFactory {
  database.exec(
    `CREATE TABLE IF NOT EXISTS issuer_entries (
       key TEXT PRIMARY KEY, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, consumed_at INTEGER, expires_at_ms INTEGER
     );
     CREATE INDEX IF NOT EXISTS issuer_entries_grant ON issuer_entries (grant_id);
     CREATE INDEX IF NOT EXISTS issuer_entries_expiry ON issuer_entries (expires_at_ms);`,
  );
  const prune = database.prepare('DELETE FROM issuer_entries WHERE expires_at_ms <= ?');
  const write = database.prepare('INSERT OR REPLACE INTO issuer_entries VALUES (?, ?, ?, ?, NULL, ?)');
  const byKey = database.prepare('SELECT payload, consumed_at FROM issuer_entries WHERE key = ?');
  const byUid = database.prepare('SELECT payload, consumed_at FROM issuer_entries WHERE uid = ?');
  const consume = database.prepare('UPDATE issuer_entries SET consumed_at = ? WHERE key = ?');
  const remove = database.prepare('DELETE FROM issuer_entries WHERE key = ?');
  const removeGrant = database.prepare('DELETE FROM issuer_entries WHERE grant_id = ?');

  return (model): Adapter => {
    const keyOf = (id: string) => `${poolId} ${model} ${id}`;
    const uidOf = (uid: string) => `${poolId} ${model} ${uid}`;
    return {
      upsert: async (id, payload, expiresInSeconds = 0) => {
        const nowMs = Date.now();
        prune.run(nowMs);
        const expiresAtMs = expiresInSeconds > 0 ? nowMs + expiresInSeconds * 1_000 : null;
        const uid = payload.uid === undefined ? null : uidOf(payload.uid);
        write.run(keyOf(id), JSON.stringify(payload), payload.grantId ?? null, uid, expiresAtMs);
      },
      find: async (id) => toPayload(byKey.get(keyOf(id)) as Row | undefined),
      findByUid: async (uid) => toPayload(byUid.get(uidOf(uid)) as Row | undefined),
      // For the device flow, which is not offered.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        consume.run(Math.floor(Date.now() / 1_000), keyOf(id));
      },
      destroy: async (id) => {
        remove.run(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        removeGrant.run(grantId);
      },
    };
  };
}

function toPayload(row: Row | undefined): AdapterPayload | undefined {
  if (row === undefined) return undefined;
  const payload = JSON.parse(row.payload) as AdapterPayload;
  return row.consumed_at === null ? payload : { ...payload, consumed: row.consumed_at };
}
