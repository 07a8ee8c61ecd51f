import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a statement waits for another connection's lock before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (and creates, with its folders) the SQLite database at `path`; `:memory:` is allowed. The caller makes its
 * own tables and closes it. Throws where the file cannot be opened or is no database.
 *
 * With a write-ahead log, `synchronous = NORMAL` loses no committed transaction when the process is killed: the
 * log's pages are the operating system's by then. Only a loss of power can take the last ones.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openStore(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const store = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  store.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return store;
}
