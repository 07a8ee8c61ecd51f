import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const MAX_WAIT_MS = 180_000;

/**
 * Runs work while no other process of this machine runs work under the same lock. A lock whose holder has died is
 * taken over.
 *
 * @param path of the lock file; its folder is made where it is missing
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(path), { recursive: true });
  const giveUpAt = Date.now() + MAX_WAIT_MS;
  while (!isTaken(path)) {
    if (Date.now() > giveUpAt) throw new Error(`waited ${MAX_WAIT_MS} ms for ${path}`);
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Whether the lock is now ours. */
function isTaken(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isHolderDead(path)) rmSync(path, { force: true });
    return false;
  }
}

function isHolderDead(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    // A file without a number is one that its holder is about to write.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
