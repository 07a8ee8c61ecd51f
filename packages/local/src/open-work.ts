import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openStore } from './store.ts';

/** Queries that count unfinished work, by database of the data folder. */
const COUNTS: Readonly<Record<string, string>> = {
  'events.db':
    'SELECT (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM async_invocations) + (SELECT count(*) FROM replays WHERE is_open) AS count',
  'workflows.db': `SELECT (SELECT count(*) FROM sfn_express) + (
    SELECT count(*) FROM sfn_standard WHERE status = 'RUNNING' AND NOT EXISTS (
      SELECT 1 FROM sfn_history WHERE execution_arn = arn
      AND id = (SELECT max(id) FROM sfn_history WHERE execution_arn = arn)
      AND json_extract(event, '$.type') = 'WaitStateEntered')) AS count`,
};

/**
 * Counts the unfinished event deliveries, replays, asynchronous invocations and workflow executions. Messages in queues, records in
 * streams, and executions in a state of the type Wait are not counted.
 *
 * @param dataDir Data folder of a local cloud that has run and may be running.
 */
export function countOpenWork(dataDir: string): number {
  return Object.entries(COUNTS).reduce((sum, [file, query]) => sum + countIn(join(dataDir, file), query), 0);
}

/**
 * Resets all checkpoints, so that the next start reads every stream again from its oldest record. Used to prove that
 * repeated deliveries do no harm.
 *
 * @param dataDir Data folder of a local cloud that is not running.
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
