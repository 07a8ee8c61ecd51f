import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';

const POLL_MS = 100;
const MAX_WAIT_MS = 180_000;
/** Age at which the lock of a killed process is taken over. A holder renews its lock twice in this time. */
const STALE_MS = 10_000;

/**
 * Runs `work` while no other process of this machine runs work under the same lock.
 *
 * @param path of the lock; its folder is created if it is missing
 * @throws Error if the lock is not free after three minutes, or is lost because this process was suspended
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(path), { recursive: true });
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const release = await lock(path, {
    lockfilePath: path,
    realpath: false,
    stale: STALE_MS,
    retries: { retries: MAX_WAIT_MS / POLL_MS, factor: 1, minTimeout: POLL_MS, maxTimeout: POLL_MS },
    onCompromised: lost.reject,
  });
  try {
    return await Promise.race([work(), lost.promise]);
  } finally {
    // A lost lock belongs to another process now.
    await release().catch(() => undefined);
  }
}
