import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const LOCK = 'lock.db';
/** Id of the process that holds the lock, for a message. */
const HOLDER = 'lock';
/** Entries that are kept when the data is deleted. */
const KEPT = new Set([LOCK, HOLDER]);
/** Entry of every data folder that has been in use. */
const MARK = 'events.db';
/** Readable by the user only: the data contains secrets and personal data of customers. */
const FOLDER_MODE = 0o700;
const FILE_MASK = 0o077;
/** @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;
/** The garbage collector closes a connection to which nothing refers, which would release its lock. */
const locked = new Set<DatabaseSync>();

export type DataFolder = {
  readonly path: string;
  /** Deletes all data. */
  readonly clear: () => void;
  readonly release: () => void;
};

/**
 * Creates the folder and locks it for this process, because two local clouds on one folder would destroy each other's data.
 * Until it is released, no other user of the machine can read the folder or a file that this process or its engines write.
 * Throws, with the other process's id, if the folder is locked.
 */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  // Versions up to 0.1 created data folders with a wider mode. Any other existing folder keeps its mode.
  if (existsSync(join(path, MARK))) chmodSync(path, FOLDER_MODE);
  const releaseLock = takeLock(path);
  const mask = process.umask(FILE_MASK);
  return {
    path,
    clear: () => {
      for (const name of readdirSync(path)) {
        if (!KEPT.has(name)) rmSync(join(path, name), { recursive: true, force: true });
      }
    },
    release: () => {
      process.umask(mask);
      releaseLock();
    },
  };
}

/**
 * Takes SQLite's write lock on an empty database. The operating system releases it when its holder ends, even by a `kill -9`,
 * so that a killed cloud can be started again at once.
 */
function takeLock(path: string): () => void {
  const holder = join(path, HOLDER);
  const database = new DatabaseSync(join(path, LOCK));
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const pid = existsSync(holder) ? readFileSync(holder, 'utf8') : 'unknown';
    throw new Error(
      `The data in ${path} is in use by another local cloud (process ${pid}): stop that one, or choose another folder with --data`,
    );
  }
  locked.add(database);
  writeFileSync(holder, String(process.pid));
  return () => {
    rmSync(holder, { force: true });
    locked.delete(database);
    database.close();
  };
}
