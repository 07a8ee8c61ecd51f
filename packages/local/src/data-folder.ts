import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = 'lock';
/** Entry of every data folder that has been in use. */
const MARK = 'events.db';
/** Readable by the user only: the data contains secrets and personal data of customers. */
const FOLDER_MODE = 0o700;
const FILE_MASK = 0o077;
/** Two processes that start at the same time may both find a stale lock; one of them then finds the other's lock. */
const MAX_LOCK_ATTEMPTS = 3;

export type DataFolder = {
  readonly path: string;
  /** Deletes all data. */
  readonly clear: () => void;
  readonly release: () => void;
};

/**
 * Creates the folder and locks it for this process, because two local clouds on one folder would destroy each other's data.
 * Until it is released, no other user of the machine can read the folder or a file that this process or its engines write.
 * Throws, with the other process's id, if the folder is locked. The lock of a process that has ended is taken over.
 */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  // Versions up to 0.1 created data folders with a wider mode. Any other existing folder keeps its mode.
  if (existsSync(join(path, MARK))) chmodSync(path, FOLDER_MODE);
  const lock = join(path, LOCK);
  takeLock(lock, path);
  const mask = process.umask(FILE_MASK);
  return {
    path,
    clear: () => {
      for (const name of readdirSync(path)) {
        if (name !== LOCK) rmSync(join(path, name), { recursive: true, force: true });
      }
    },
    release: () => {
      process.umask(mask);
      rmSync(lock, { force: true });
    },
  };
}

function takeLock(lock: string, path: string): void {
  for (let attempt = 0; attempt < MAX_LOCK_ATTEMPTS; attempt += 1) {
    try {
      writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) }), {
        flag: 'wx',
      });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(lock);
    if (holder !== undefined) {
      throw new Error(
        `The data in ${path} is in use by another local cloud (process ${holder}): stop that one, or choose another folder with --data`,
      );
    }
    rmSync(lock, { force: true });
  }
  throw new Error(`The data in ${path} cannot be locked: another local cloud is starting on it`);
}

/** Returns the id of the process that holds the lock; undefined if it has ended, even if its id is in use again. */
function holderOf(lock: string): number | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; startedAt?: string };
    process.kill(pid, 0);
    return startedAt === undefined || startTimeOf(pid) === startedAt ? pid : undefined;
  } catch (error) {
    // EPERM: another user's process cannot be signalled, but it is running.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? Number.NaN : undefined;
  }
}

/** Start time of a process in kernel clock ticks since boot; undefined if the system has no `/proc`. */
function startTimeOf(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}
