import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Notifications of writes to a database. One may be missing or late, so that a reader must also look from time to time. */
export type DatabaseChanges = {
  /** True if writes are reported and none was reported for a while: all earlier ones are visible to readers. */
  readonly isQuiet: () => boolean;
  /** Resolves at the next write, or after `maxMs`. Rejects if `signal` is aborted. */
  readonly next: (maxMs: number, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
};

/** A commit becomes visible to readers after the write of the log that is reported. */
const QUIET_AFTER_MS = 200;

/** For databases that cannot be watched. */
export const NO_CHANGES: DatabaseChanges = {
  isQuiet: () => false,
  next: (maxMs, signal) => sleep(maxMs, undefined, { signal }),
  close: () => undefined,
};

/**
 * Watches the write-ahead log of a SQLite database that another process writes (https://www.sqlite.org/wal.html). It only
 * looks at the times of writes, never into the file. File systems that report no changes, such as some network drives, are
 * noticed: `isQuiet` is false until the first report.
 *
 * @param databasePath of the database, whose log may not exist yet
 */
export function watchDatabase(databasePath: string): DatabaseChanges {
  let watcher: FSWatcher | undefined;
  let reportedAtMs: number | undefined;
  let waiting: AbortController | undefined;

  const report = (): void => {
    reportedAtMs = performance.now();
    waiting?.abort();
    waiting = undefined;
  };
  const close = (): void => {
    watcher?.close();
    watcher = undefined;
  };
  const open = (): void => {
    try {
      // The file and not its folder: macOS reports writes to an open file only to those who watch the file itself.
      watcher = watch(`${databasePath}-wal`, { persistent: false }, (event) => {
        // A restarted engine may have replaced the log.
        if (event === 'rename') close();
        report();
      });
      watcher.on('error', close);
    } catch {
      // There is no log yet.
    }
  };
  open();

  return {
    isQuiet: () => {
      if (watcher === undefined) open();
      if (watcher === undefined || reportedAtMs === undefined) return false;
      return performance.now() - reportedAtMs > QUIET_AFTER_MS;
    },
    next: async (maxMs, signal) => {
      waiting ??= new AbortController();
      await sleep(maxMs, undefined, { signal: AbortSignal.any([signal, waiting.signal]) }).catch(() =>
        signal.throwIfAborted(),
      );
    },
    close,
  };
}
