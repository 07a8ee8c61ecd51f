import type { DatabaseSync } from 'node:sqlite';
import type { ApiEvent } from './history-event.ts';

/**
 * Maximum number of events of an execution. An execution that reaches it fails.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const MAX_HISTORY_EVENTS = 25_000;

export type NumberedEvent = ApiEvent & { readonly id: number; readonly previousEventId: number };

export type HistoryQuery = {
  readonly executionArn: string;
  readonly reverseOrder: boolean;
  /** Id after which the events start, in the requested order. */
  readonly afterId?: number | undefined;
  readonly limit: number;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sfn_history (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (execution_arn, id)
  ) WITHOUT ROWID;
`;

export type HistoryStore = ReturnType<typeof createHistoryStore>;

/** Creates a store for the histories of Standard executions in an open database. */
export function createHistoryStore(db: DatabaseSync) {
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO sfn_history VALUES (?, ?, ?)');
  const last = db.prepare('SELECT MAX(id) AS id FROM sfn_history WHERE execution_arn = ?');
  return {
    lastId: (executionArn: string): number => Number(last.get(executionArn)?.['id'] ?? 0),
    append: (executionArn: string, id: number, event: ApiEvent): void => {
      insert.run(executionArn, id, JSON.stringify(event));
    },
    read: (query: HistoryQuery): NumberedEvent[] => read(db, query),
  };
}

function read(db: DatabaseSync, query: HistoryQuery): NumberedEvent[] {
  const rows = query.reverseOrder
    ? db
        .prepare(
          'SELECT id, event FROM sfn_history WHERE execution_arn = ? AND id < ? ORDER BY id DESC LIMIT ?',
        )
        .all(query.executionArn, query.afterId ?? Number.MAX_SAFE_INTEGER, query.limit)
    : db
        .prepare('SELECT id, event FROM sfn_history WHERE execution_arn = ? AND id > ? ORDER BY id LIMIT ?')
        .all(query.executionArn, query.afterId ?? 0, query.limit);
  return rows.map((row) => {
    const id = Number(row['id']);
    // Causes are not stored: the previous event is always the one before.
    return { ...(JSON.parse(String(row['event'])) as ApiEvent), id, previousEventId: id - 1 };
  });
}
