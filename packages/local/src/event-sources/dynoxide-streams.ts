import { DatabaseSync } from 'node:sqlite';
import type { StreamCheckpoints } from './stream-checkpoints.ts';

/** Retention of stream records on AWS. */
const RETENTION_SECONDS = 24 * 60 * 60;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Adds an index to dynoxide's stream records. The engine stores them in one table without an index, which it scans for every
 * write to a table with a stream and for every read of a stream: at 50,000 records a write takes 30 ms instead of 1. The
 * index speeds up both. Idempotent, and safe while the engine is running. Does nothing if the table does not exist (another
 * version of the engine). Takes the path given as `--db-path`. Returns true if the index exists now.
 */
export function indexDynoxideStreams(databasePath: string): boolean {
  return withDatabase(databasePath, (database) => {
    if (!hasStreamRecords(database)) return false;
    database.exec(
      'CREATE INDEX IF NOT EXISTS stream_records_by_place ' +
        'ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    return true;
  });
}

/**
 * Deletes the stream records that are older than AWS's retention and that every mapping has read; dynoxide itself never
 * deletes any. Keeps the last record of each table, because the engine derives the next sequence number from it. Must be
 * called while the engine is stopped. Takes the path given as `--db-path` and epoch milliseconds. Returns the number of
 * deleted records.
 */
export function trimDynoxideStreams(
  databasePath: string,
  checkpoints: StreamCheckpoints,
  nowMs: number,
): number {
  return withDatabase(databasePath, (database) => {
    if (!hasStreamRecords(database)) return 0;
    const remove = database.prepare(`
      DELETE FROM _stream_records
      WHERE table_name = :table AND created_at < :before AND CAST(sequence_number AS INTEGER) <= :read
        AND CAST(sequence_number AS INTEGER) <
          (SELECT max(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)`);
    const before = Math.floor(nowMs / 1_000) - RETENTION_SECONDS;
    const streams = database
      .prepare('SELECT table_name, stream_label FROM _tables WHERE stream_label IS NOT NULL')
      .all();
    let dropped = 0;
    for (const stream of streams) {
      const table = String(stream['table_name']);
      const arn = `arn:aws:dynamodb:dynoxide:000000000000:table/${table}/stream/${String(stream['stream_label'])}`;
      const read = checkpoints.lowest(arn) ?? BigInt(Number.MAX_SAFE_INTEGER);
      dropped += Number(remove.run({ table, before, read }).changes);
    }
    return dropped;
  });
}

function hasStreamRecords(database: DatabaseSync): boolean {
  const found = database
    .prepare(
      "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name IN ('_stream_records', '_tables')",
    )
    .get();
  return found?.['n'] === 2;
}

function withDatabase<Result>(path: string, work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
