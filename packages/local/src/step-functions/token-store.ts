import type { DatabaseSync } from 'node:sqlite';

export type TokenRow = {
  readonly token: string;
  /** Path of the task, which distinguishes the items of a Map that wait in the same state. */
  readonly key: string;
  /** 1 after the token was sent to the integration. */
  readonly sent: 0 | 1;
  /** Time at which the task times out, in epoch milliseconds. */
  readonly expires_ms: number | null;
  /** Result or failure sent for the token, as JSON text. */
  readonly outcome: string | null;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sfn_task_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, execution_arn TEXT NOT NULL,
    state TEXT NOT NULL, key TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0, expires_ms INTEGER, outcome TEXT);
  CREATE INDEX IF NOT EXISTS sfn_task_token_by_execution ON sfn_task_token (execution_arn, state, id);
`;

type Expiry = { readonly expiresMs: number | null };

/** Creates a store for task tokens in an open database. */
export function createTokenStore(db: DatabaseSync) {
  db.exec(SCHEMA);
  const insert = db.prepare(
    'INSERT INTO sfn_task_token (token, execution_arn, state, key, expires_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const ofState = db.prepare(
    'SELECT * FROM sfn_task_token WHERE execution_arn = ? AND state = ? ORDER BY id',
  );
  const find = db.prepare('SELECT * FROM sfn_task_token WHERE token = ?');
  const setSent = db.prepare('UPDATE sfn_task_token SET sent = 1 WHERE token = ?');
  const setOutcome = db.prepare('UPDATE sfn_task_token SET outcome = ? WHERE token = ?');
  const setExpiry = db.prepare('UPDATE sfn_task_token SET expires_ms = ? WHERE token = ?');
  const remove = db.prepare('DELETE FROM sfn_task_token WHERE execution_arn = ?');
  return {
    insert: (
      executionArn: string,
      { state, path, token, expiresMs }: Readonly<Record<'state' | 'path' | 'token', string>> & Expiry,
    ): void => void insert.run(token, executionArn, state, path, expiresMs),
    /** Oldest first. */
    ofState: (executionArn: string, state: string) =>
      ofState.all(executionArn, state) as unknown as readonly TokenRow[],
    find: (token: string) => find.get(token) as unknown as TokenRow | undefined,
    markSent: (token: string): void => void setSent.run(token),
    setOutcome: (token: string, outcome: string): void => void setOutcome.run(outcome, token),
    expire: (token: string, atMs: number): void => void setExpiry.run(atMs, token),
    removeAll: (executionArn: string): void => void remove.run(executionArn),
  };
}
