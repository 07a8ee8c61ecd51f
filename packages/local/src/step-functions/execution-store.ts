import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionEnd } from '@tradepost/states-language/history';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A stored execution of a Standard workflow. Times are epoch milliseconds, payloads JSON text. */
export type StandardRow = {
  readonly id: number;
  readonly arn: string;
  readonly machine_arn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started_ms: number;
  readonly stopped_ms: number | null;
  /** Top-level state entered last, with its input. */
  readonly state: string | null;
  readonly state_input: string | null;
  readonly state_entered_ms: number | null;
};

/** An unfinished execution of an Express workflow. */
export type ExpressRow = {
  readonly arn: string;
  readonly machine_arn: string;
  readonly name: string;
  readonly input: string;
  readonly started_ms: number;
};

/** Finished Standard executions beyond this number lose their payloads and history, oldest first. */
const MAX_FINISHED_STANDARD = 10_000;

/** Number of executions that end between two prunings. */
const PRUNE_EVERY = 100;

/**
 * Time for which a name cannot be reused after its execution ended.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const NAME_RETENTION_MS = 90 * 24 * 60 * 60 * 1_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sfn_standard (
    id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
    status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT, started_ms INTEGER NOT NULL,
    stopped_ms INTEGER, state TEXT, state_input TEXT, state_entered_ms INTEGER, pruned INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS sfn_standard_by_status ON sfn_standard (status, id);
  CREATE INDEX IF NOT EXISTS sfn_standard_by_machine ON sfn_standard (machine_arn, id);
  CREATE TABLE IF NOT EXISTS sfn_express (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL,
    started_ms INTEGER NOT NULL) WITHOUT ROWID;
`;

export type ExecutionStore = ReturnType<typeof createExecutionStore>;

/**
 * Creates a store for executions in an open database. An execution of an Express workflow costs one insert at its start and
 * one delete at its end: AWS does not return it afterwards either.
 */
export function createExecutionStore(db: DatabaseSync, maxFinished = MAX_FINISHED_STANDARD) {
  db.exec(SCHEMA);
  const insertExpress = db.prepare('INSERT INTO sfn_express VALUES (?, ?, ?, ?, ?)');
  const deleteExpress = db.prepare('DELETE FROM sfn_express WHERE arn = ?');
  const insertStandard = db.prepare(
    `INSERT INTO sfn_standard (arn, machine_arn, name, status, input, started_ms) VALUES (?, ?, ?, 'RUNNING', ?, ?)`,
  );
  const enter = db.prepare(
    'UPDATE sfn_standard SET state = ?, state_input = ?, state_entered_ms = ? WHERE arn = ?',
  );
  const end = db.prepare(
    `UPDATE sfn_standard SET status = ?, output = ?, error = ?, cause = ?, stopped_ms = ?, state_input = NULL
     WHERE arn = ? AND status = 'RUNNING'`,
  );
  const find = db.prepare('SELECT * FROM sfn_standard WHERE arn = ?');
  const prune = createPruning(db, maxFinished);
  let endedSincePruning = 0;

  return {
    insertExpress: (row: ExpressRow): void => {
      insertExpress.run(row.arn, row.machine_arn, row.name, row.input, row.started_ms);
    },
    deleteExpress: (arn: string): void => {
      deleteExpress.run(arn);
    },
    unfinishedExpress: (): ExpressRow[] =>
      db.prepare('SELECT * FROM sfn_express ORDER BY started_ms').all() as unknown as ExpressRow[],

    insertStandard: (row: ExpressRow): void => {
      insertStandard.run(row.arn, row.machine_arn, row.name, row.input, row.started_ms);
    },
    enterState: (arn: string, state: string, inputJson: string, enteredMs: number): void => {
      enter.run(state, inputJson, enteredMs, arn);
    },
    endStandard: (arn: string, ended: ExecutionEnd, stoppedMs: number): void => {
      const output = ended.status === 'SUCCEEDED' ? ended.output : null;
      const { error, cause } = ended.status === 'SUCCEEDED' ? {} : ended;
      end.run(ended.status, output, error ?? null, cause ?? null, stoppedMs, arn);
    },
    /** To be called after each end, outside a transaction. */
    pruneWhenDue: (nowMs: number): void => {
      endedSincePruning += 1;
      if (endedSincePruning < PRUNE_EVERY) return;
      endedSincePruning = 0;
      prune(nowMs);
    },
    unfinishedStandard: (): StandardRow[] =>
      db
        .prepare(`SELECT * FROM sfn_standard WHERE status = 'RUNNING' ORDER BY id`)
        .all() as unknown as StandardRow[],
    /** Also returns a pruned execution, with `pruned` as 1, so that its name is not reused. */
    findStandard: (arn: string) =>
      find.get(arn) as unknown as (StandardRow & { readonly pruned: 0 | 1 }) | undefined,
    /** Deletes an execution that ended so long ago that its name may be reused; returns whether it did. */
    freeName: (row: StandardRow, nowMs: number): boolean => {
      if (row.stopped_ms === null || nowMs - row.stopped_ms < NAME_RETENTION_MS) return false;
      db.prepare('DELETE FROM sfn_history WHERE execution_arn = ?').run(row.arn);
      db.prepare('DELETE FROM sfn_standard WHERE arn = ?').run(row.arn);
      return true;
    },
    listStandard: (query: ListQuery): StandardRow[] => list(db, query),
    prune,
  };
}

/** Query for executions with an id below `beforeId`, newest first. */
export type ListQuery = {
  readonly machineArn: string;
  readonly status?: string | undefined;
  readonly beforeId: number;
  readonly limit: number;
};

function list(db: DatabaseSync, query: ListQuery): StandardRow[] {
  const rows = db
    .prepare(
      `SELECT * FROM sfn_standard WHERE machine_arn = :machineArn AND id < :beforeId AND pruned = 0
       AND (:status IS NULL OR status = :status) ORDER BY id DESC LIMIT :limit`,
    )
    .all({ ...query, status: query.status ?? null });
  return rows as unknown as StandardRow[];
}

function createPruning(db: DatabaseSync, maxFinished: number): (nowMs: number) => void {
  const newestToPrune = db.prepare(
    `SELECT id FROM sfn_standard WHERE status <> 'RUNNING' AND pruned = 0 ORDER BY id DESC LIMIT 1 OFFSET ?`,
  );
  const finishedUpTo = `id <= ? AND status <> 'RUNNING' AND pruned = 0`;
  return (nowMs) =>
    inTransaction(db, () => {
      const newest = newestToPrune.get(maxFinished) as { id: number } | undefined;
      if (newest !== undefined) {
        db.prepare(
          `DELETE FROM sfn_history WHERE execution_arn IN (SELECT arn FROM sfn_standard WHERE ${finishedUpTo})`,
        ).run(newest.id);
        db.prepare(`UPDATE sfn_standard SET pruned = 1, input = '', output = NULL WHERE ${finishedUpTo}`).run(
          newest.id,
        );
      }
      const forgotten = nowMs - NAME_RETENTION_MS;
      db.prepare('DELETE FROM sfn_standard WHERE pruned = 1 AND stopped_ms < ?').run(forgotten);
    });
}

/** Runs the writes in one transaction. If `write` throws, rolls back and rethrows. */
export function inTransaction(db: DatabaseSync, write: () => void): void {
  db.exec('BEGIN');
  try {
    write();
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
