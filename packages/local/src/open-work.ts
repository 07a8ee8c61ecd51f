import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openStore } from './store.ts';

/** In each database of a data folder, what counts the work that is not done yet. */
const COUNTS: Readonly<Record<string, string>> = {
  'events.db':
    'SELECT (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM async_invocations) + (SELECT count(*) FROM replays WHERE is_open) AS count',
  'workflows.db':
    "SELECT (SELECT count(*) FROM sfn_express) + (SELECT count(*) FROM sfn_standard WHERE status = 'RUNNING') AS count",
};

/**
 * How many deliveries of events, replays, asynchronous invocations and workflows are under way or wait. Messages in queues and
 * records in streams are not counted.
 *
 * @param dataDir of a local cloud that has run, and may be running
 */
export function countOpenWork(dataDir: string): number {
  return Object.entries(COUNTS).reduce((sum, [file, query]) => sum + countIn(join(dataDir, file), query), 0);
}

/**
 * Has every stream read once more from the oldest record that it has, at the next start: all that was ever said is said
 * again. For proofs that this does no harm.
 *
 * @param dataDir of a local cloud that does not run
 */
export function readStreamsAgain(dataDir: string): void {
  withStore(join(dataDir, 'events.db'), (store) =>
    store.exec("UPDATE stream_checkpoints SET sequence_number = '', closed = 0"),
  );
}

function countIn(path: string, query: string): number {
  return withStore(path, (store) => Number(store.prepare(query).get()?.['count']));
}

function withStore<Result>(path: string, work: (store: DatabaseSync) => Result): Result {
  const store = openStore(path);
  try {
    return work(store);
  } finally {
    store.close();
  }
}
