import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionEnd } from '@tradepost/states-language/history';
import type { ApiEvent } from './history-event.ts';

export type ExecutionStatus = 'RUNNING' | ExecutionEnd['status'];

/** A stored execution. Times are epoch milliseconds, payloads JSON text. */
export type ExecutionRow = {
  readonly arn: string;
  readonly machine_arn: string;
  readonly name: string;
  readonly input: string;
  readonly started_ms: number;
};

export type StandardRow = ExecutionRow & {
  readonly id: number;
  readonly status: ExecutionStatus;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stopped_ms: number | null;
  /** Top-level state entered last, with its input. */
  readonly state: string | null;
  readonly state_input: string | null;
  readonly state_entered_ms: number | null;
};

export type NumberedEvent = ApiEvent & { readonly id: number; readonly previousEventId: number };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sfn_standard (
    id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'RUNNING', input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    started_ms INTEGER NOT NULL, stopped_ms INTEGER, state TEXT, state_input TEXT, state_entered_ms INTEGER);
  CREATE INDEX IF NOT EXISTS sfn_standard_by_status ON sfn_standard (status, id);
  CREATE INDEX IF NOT EXISTS sfn_standard_by_machine ON sfn_standard (machine_arn, id);
  CREATE INDEX IF NOT EXISTS sfn_standard_by_end ON sfn_standard (stopped_ms);
  CREATE TABLE IF NOT EXISTS sfn_express (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL,
    started_ms INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sfn_history (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (execution_arn, id)
  ) WITHOUT ROWID;
`;

export type ExecutionStore = ReturnType<typeof createExecutionStore>;

/**
 * Creates a store for executions and their histories in an open database. An execution of an Express workflow costs one
 * insert at its start and one delete at its end: AWS does not return it afterwards either.
 */
export function createExecutionStore(db: DatabaseSync) {
  db.exec(SCHEMA);
  const insertExpress = db.prepare(
    'INSERT INTO sfn_express VALUES (:arn, :machine_arn, :name, :input, :started_ms)',
  );
  const deleteExpress = db.prepare('DELETE FROM sfn_express WHERE arn = ?');
  const insertStandard = db.prepare(
    `INSERT INTO sfn_standard (arn, machine_arn, name, input, started_ms, status)
     VALUES (:arn, :machine_arn, :name, :input, :started_ms, 'RUNNING')`,
  );
  const enter = db.prepare(
    'UPDATE sfn_standard SET state = ?, state_input = ?, state_entered_ms = ? WHERE arn = ?',
  );
  const end = db.prepare(
    `UPDATE sfn_standard SET status = ?, output = ?, error = ?, cause = ?, stopped_ms = ?, state_input = NULL
     WHERE arn = ?`,
  );
  const find = db.prepare('SELECT * FROM sfn_standard WHERE arn = ?');
  const append = db.prepare('INSERT INTO sfn_history VALUES (?, ?, ?)');
  const lastEvent = db.prepare('SELECT MAX(id) AS id FROM sfn_history WHERE execution_arn = ?');
  return {
    insert: (type: 'STANDARD' | 'EXPRESS', row: ExecutionRow): void =>
      void (type === 'EXPRESS' ? insertExpress : insertStandard).run(row),
    deleteExpress: (arn: string): void => void deleteExpress.run(arn),
    unfinishedExpress: () =>
      db.prepare('SELECT * FROM sfn_express ORDER BY started_ms').all() as unknown as ExecutionRow[],
    enterState: (arn: string, state: string, input: string, enteredMs: number): void =>
      void enter.run(state, input, enteredMs, arn),
    endStandard: (arn: string, ended: ExecutionEnd, stoppedMs: number): void => {
      const { status, output = null, error = null, cause = null } = { ...NO_RESULT, ...ended };
      end.run(status, output, error, cause, stoppedMs, arn);
    },
    unfinishedStandard: () =>
      db
        .prepare(`SELECT * FROM sfn_standard WHERE status = 'RUNNING' ORDER BY id`)
        .all() as unknown as StandardRow[],
    findStandard: (arn: string) => find.get(arn) as unknown as StandardRow | undefined,
    listStandard: (query: ListQuery) => list(db, query),
    /** Deletes the executions that ended before this time, with their histories. */
    deleteEndedBefore: (timeMs: number): void => {
      const ended = 'FROM sfn_standard WHERE stopped_ms < ?';
      db.prepare(`DELETE FROM sfn_history WHERE execution_arn IN (SELECT arn ${ended})`).run(timeMs);
      db.prepare(`DELETE ${ended}`).run(timeMs);
    },
    appendEvent: (arn: string, id: number, event: ApiEvent): void =>
      void append.run(arn, id, JSON.stringify(event)),
    lastEventId: (arn: string): number => Number(lastEvent.get(arn)?.['id'] ?? 0),
    readHistory: (query: HistoryQuery) => read(db, query),
    /** Runs the writes in one transaction. If `write` throws, rolls back and rethrows. */
    inTransaction: (write: () => void): void => {
      db.exec('BEGIN');
      try {
        write();
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

const NO_RESULT: { readonly output?: string; readonly error?: string; readonly cause?: string } = {};

/** Query for executions with an id below `beforeId`, newest first. */
export type ListQuery = {
  readonly machineArn: string;
  readonly status: string | undefined;
  readonly beforeId: number;
  readonly limit: number;
};

function list(db: DatabaseSync, query: ListQuery): StandardRow[] {
  const rows = db
    .prepare(
      `SELECT * FROM sfn_standard WHERE machine_arn = :machineArn AND id < :beforeId
       AND (:status IS NULL OR status = :status) ORDER BY id DESC LIMIT :limit`,
    )
    .all({ ...query, status: query.status ?? null });
  return rows as unknown as StandardRow[];
}

export type HistoryQuery = {
  readonly arn: string;
  readonly reverseOrder: boolean;
  /** Id after which the events start, in the requested order. */
  readonly afterId: number | undefined;
  readonly limit: number;
};

function read(db: DatabaseSync, { arn, reverseOrder, afterId, limit }: HistoryQuery): NumberedEvent[] {
  const [after, order] = reverseOrder ? ['id < ?', 'id DESC'] : ['id > ?', 'id'];
  const rows = db
    .prepare(
      `SELECT id, event FROM sfn_history WHERE execution_arn = ? AND ${after} ORDER BY ${order} LIMIT ?`,
    )
    .all(arn, afterId ?? (reverseOrder ? Number.MAX_SAFE_INTEGER : 0), limit);
  return rows.map((row) => {
    const id = Number(row['id']);
    // Causes are not stored: the previous event is always the one before.
    return { ...(JSON.parse(String(row['event'])) as ApiEvent), id, previousEventId: id - 1 };
  });
}
