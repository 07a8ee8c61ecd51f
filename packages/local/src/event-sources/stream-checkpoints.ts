import type { DatabaseSync } from 'node:sqlite';

/** Position of one mapping in one shard. `sequenceNumber` is '' before the first record. */
export type Checkpoint = { readonly sequenceNumber: string; readonly closed: boolean };

export type StreamCheckpoints = ReturnType<typeof createStreamCheckpoints>;

/** Stores the checkpoints of all mappings. A mapping's id must be the same after a restart. */
export function createStreamCheckpoints(store: DatabaseSync) {
  store.exec(`CREATE TABLE IF NOT EXISTS stream_checkpoints (
    mapping TEXT NOT NULL, stream_arn TEXT NOT NULL, shard_id TEXT NOT NULL,
    sequence_number TEXT NOT NULL, closed INTEGER NOT NULL,
    PRIMARY KEY (mapping, stream_arn, shard_id)
  ) WITHOUT ROWID`);
  const select = store.prepare(
    'SELECT shard_id, sequence_number, closed FROM stream_checkpoints WHERE mapping = ? AND stream_arn = ?',
  );
  const upsert = store.prepare('INSERT OR REPLACE INTO stream_checkpoints VALUES (?, ?, ?, ?, ?)');

  return {
    /** Returns the checkpoints by shard id. */
    read(mapping: string, streamArn: string): Map<string, Checkpoint> {
      const rows = select.all(mapping, streamArn);
      return new Map(
        rows.map((row) => [
          String(row['shard_id']),
          { sequenceNumber: String(row['sequence_number']), closed: row['closed'] === 1 },
        ]),
      );
    },
    save(mapping: string, streamArn: string, shardId: string, checkpoint: Checkpoint): void {
      upsert.run(mapping, streamArn, shardId, checkpoint.sequenceNumber, checkpoint.closed ? 1 : 0);
    },
  };
}
