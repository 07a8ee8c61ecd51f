import type { DatabaseSync } from 'node:sqlite';
import type { InvokeFunction } from '../invocation.ts';

/** Lambda's retries of asynchronous invocations: two, after one minute and after two more. */
const RETRY_DELAYS_MS = [60_000, 120_000];

export type AsyncInvocations = {
  /** Stores the invocation and returns immediately. */
  readonly accept: (functionName: string, event: unknown) => void;
  /** Retries the stored invocations that had not finished when the process ended. */
  readonly resume: () => void;
  readonly stop: () => void;
};

/**
 * Queue of asynchronous invocations (type `Event`). They are stored in `db` until they succeed or their retries run out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createAsyncInvocations(
  db: DatabaseSync,
  invoke: InvokeFunction,
  log: (line: string) => void,
): AsyncInvocations {
  db.exec(`CREATE TABLE IF NOT EXISTS async_invocations (
    id INTEGER PRIMARY KEY, function_name TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)`);
  const insert = db.prepare('INSERT INTO async_invocations (function_name, event) VALUES (?, ?)');
  const count = db.prepare('UPDATE async_invocations SET attempts = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM async_invocations WHERE id = ?');
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const attempt = async (
    id: number | bigint,
    name: string,
    event: string,
    attempts: number,
  ): Promise<void> => {
    const failure = await failureOf(invoke, name, JSON.parse(event));
    if (stopped) return;
    if (failure === undefined) {
      remove.run(id);
      return;
    }
    const delayMs = RETRY_DELAYS_MS[attempts];
    if (delayMs === undefined) {
      remove.run(id);
      log(`${name}: asynchronous invocation discarded after ${attempts + 1} failed attempts: ${failure}`);
      return;
    }
    count.run(attempts + 1, id);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(id, name, event, attempts + 1);
    }, delayMs);
    timers.add(timer);
  };
  return {
    accept: (functionName, event) => {
      const text = JSON.stringify(event) ?? 'null';
      const { lastInsertRowid } = insert.run(functionName, text);
      void attempt(lastInsertRowid, functionName, text, 0);
    },
    resume: () => {
      for (const row of db.prepare('SELECT * FROM async_invocations').all()) {
        void attempt(
          Number(row['id']),
          String(row['function_name']),
          String(row['event']),
          Number(row['attempts']),
        );
      }
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function failureOf(invoke: InvokeFunction, name: string, event: unknown): Promise<string | undefined> {
  try {
    const result = await invoke(name, event);
    return result.ok ? undefined : `${result.error.errorType}: ${result.error.errorMessage}`;
  } catch (error) {
    return (error as Error).message;
  }
}
