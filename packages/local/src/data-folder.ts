import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entries that are made from the sources, and kept when all data is dropped. */
const DERIVED = new Set(['packages', 'functions', 'lock']);
const LOCK = 'lock';
/** An entry that every data folder has once it was in use. */
const MARK = 'events.db';
/** The user's alone: the data have secrets and the personal data of customers. */
const FOLDER_MODE = 0o700;
const FILE_MASK = 0o077;
/** Two that start at the same moment may both find a stale lock; one of them then finds the other's. */
const MAX_LOCK_ATTEMPTS = 3;

export type DataFolder = {
  readonly path: string;
  /** Drops all data, but not what is made from the sources. */
  readonly clear: () => void;
  readonly release: () => void;
};

/**
 * Makes the folder, and locks it for this process: two local clouds on one folder would destroy each other's data. Until it
 * is released, no other user of the machine can read the folder, or a file that this process or its engines write. Throws,
 * with the number of the other process, if it is locked; the lock of a process that is gone is taken over.
 */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  // One from before, as versions up to 0.1 made it; another folder that somebody named is left as it is.
  if (existsSync(join(path, MARK))) chmodSync(path, FOLDER_MODE);
  const lock = join(path, LOCK);
  takeLock(lock, path);
  const mask = process.umask(FILE_MASK);
  return {
    path,
    clear: () => {
      for (const name of readdirSync(path)) {
        if (!DERIVED.has(name)) rmSync(join(path, name), { recursive: true, force: true });
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
  throw new Error(`The data in ${path} cannot be locked: another local cloud starts at this moment`);
}

/** The process that holds the lock; undefined where it is gone, even if its number is in use again. */
function holderOf(lock: string): number | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; startedAt?: string };
    process.kill(pid, 0);
    return startedAt === undefined || startTimeOf(pid) === startedAt ? pid : undefined;
  } catch (error) {
    // Somebody else's process cannot be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? Number.NaN : undefined;
  }
}

/** When a process was started, in the kernel's own count; undefined where the system does not tell. */
function startTimeOf(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}
