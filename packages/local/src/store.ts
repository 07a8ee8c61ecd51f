import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Maximum time that a statement waits for another connection's lock. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the SQLite database at `path`, creating it and its folders if needed; `:memory:` is allowed. The caller creates its
 * tables and closes the database. Throws if the file cannot be opened or is not a database.
 *
 * With a write-ahead log, `synchronous = NORMAL` loses no committed transaction if the process is killed, because the
 * operating system already has the log's pages. Only a power failure can lose the last transactions.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openStore(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const store = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  store.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return store;
}
