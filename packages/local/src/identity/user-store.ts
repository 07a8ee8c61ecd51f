import type { DatabaseSync } from 'node:sqlite';
import type { Pool, PoolUser } from './pools.ts';

/** Changes of the users of the pools, by the admin API. They survive a restart. */
export type UserStore = {
  /** Returns users with their changes, without those that were deleted. */
  readonly apply: (poolId: string, users: readonly PoolUser[]) => readonly PoolUser[];
  readonly setEmail: (poolId: string, sub: string, email: string, isVerified: boolean) => void;
  /** Deletes a user, their sessions and their refresh tokens. */
  readonly remove: (poolId: string, sub: string) => void;
  /** Revokes the refresh tokens of a user. Sessions of browsers are kept, as in Cognito. */
  readonly signOut: (poolId: string, sub: string) => void;
};

type Row = {
  readonly sub: string;
  readonly email: string | null;
  readonly is_verified: number | null;
  readonly is_deleted: number;
};

/** @param database of the issuers, see `createIssuerStore` */
export function createUserStore(database: DatabaseSync): UserStore {
  database.exec(
    `CREATE TABLE IF NOT EXISTS pool_users (
       pool_id TEXT, sub TEXT, email TEXT, is_verified INTEGER, is_deleted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (pool_id, sub)
     )`,
  );
  const read = database.prepare('SELECT * FROM pool_users WHERE pool_id = ?');
  const setEmail = database.prepare(
    `INSERT INTO pool_users (pool_id, sub, email, is_verified) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET email = excluded.email, is_verified = excluded.is_verified`,
  );
  const remove = database.prepare(
    `INSERT INTO pool_users (pool_id, sub, is_deleted) VALUES (?, ?, 1)
     ON CONFLICT DO UPDATE SET email = NULL, is_verified = NULL, is_deleted = 1`,
  );
  // The table of the issuers is created with the first of them.
  const forget = (models: readonly string[], poolId: string, sub: string) => {
    const [exists] = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'issuer_entries'").all();
    if (exists === undefined) return;
    for (const model of models)
      database
        .prepare(
          `DELETE FROM issuer_entries WHERE substr(key, 1, length(?1)) = ?1 AND json_extract(payload, '$.accountId') = ?2`,
        )
        .run(`${poolId} ${model} `, sub);
  };
  return {
    apply: (poolId, users) => {
      const changes = new Map((read.all(poolId) as Row[]).map((row) => [row.sub, row]));
      return users.flatMap((user) => {
        const row = changes.get(user.sub);
        if (row === undefined) return [user];
        if (row.is_deleted === 1) return [];
        const email = row.email ?? user.email;
        return [
          { ...user, ...(email === undefined ? {} : { email }), isEmailVerified: row.is_verified !== 0 },
        ];
      });
    },
    setEmail: (poolId, sub, email, isVerified) => void setEmail.run(poolId, sub, email, Number(isVerified)),
    remove: (poolId, sub) => {
      remove.run(poolId, sub);
      forget(['Session', 'RefreshToken', 'AuthorizationCode', 'Grant'], poolId, sub);
    },
    signOut: (poolId, sub) => forget(['RefreshToken'], poolId, sub),
  };
}

/** Returns the pools with users that are those of the store at each access. */
export function withUserStore(pools: readonly Pool[], store: UserStore): readonly Pool[] {
  return pools.map((pool) => ({
    ...pool,
    get users() {
      return store.apply(pool.id, pool.users);
    },
  }));
}
