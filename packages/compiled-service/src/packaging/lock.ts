import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const MAX_WAIT_MS = 180_000;
/** @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Runs `work` while no other process of this machine runs work under the same lock.
 *
 * The lock is SQLite's exclusive lock on an empty database. The operating system releases it when its holder ends, even by a
 * kill. A file with the holder's process id is not enough: two waiters that find a dead holder may both take the lock.
 *
 * @param path of the database; its folder is created if it is missing
 * @throws Error if the lock is not free after three minutes
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    const giveUpAt = Date.now() + MAX_WAIT_MS;
    while (!tryLock(database)) {
      if (Date.now() > giveUpAt) throw new Error(`${path} is still locked after ${MAX_WAIT_MS} ms`);
      await sleep(POLL_MS);
    }
    return await work();
  } finally {
    database.close();
  }
}

/** Tries to take the lock; returns whether this connection holds it now. */
function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    return false;
  }
}
