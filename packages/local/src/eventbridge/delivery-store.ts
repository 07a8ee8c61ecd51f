import type { DatabaseSync } from 'node:sqlite';
import type { Delivery } from './delivery.ts';

/** Delivery that waits for its next attempt. */
export type PendingDelivery = {
  readonly id: number;
  readonly delivery: Delivery;
  /** Number of attempts in which the target could not be reached. */
  readonly attempts: number;
  /** Number of attempts in which the function ran and failed. */
  readonly functionErrors: number;
};

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

/** Stores unfinished deliveries. Times are epoch milliseconds. */
export function createDeliveryStore(store: DatabaseSync) {
  store.exec(`
    CREATE TABLE IF NOT EXISTS deliveries (
      id INTEGER PRIMARY KEY,
      delivery TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      function_errors INTEGER NOT NULL,
      due_at INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due_at);
  `);
  const insert = store.prepare(
    'INSERT INTO deliveries (delivery, attempts, function_errors, due_at) VALUES (?, ?, 0, ?)',
  );
  const update = store.prepare(
    'UPDATE deliveries SET attempts = ?, function_errors = ?, due_at = ? WHERE id = ?',
  );
  const remove = store.prepare('DELETE FROM deliveries WHERE id = ?');
  const due = store.prepare(
    'SELECT id, delivery, attempts, function_errors FROM deliveries WHERE due_at <= ? ORDER BY due_at LIMIT ?',
  );
  const next = store.prepare('SELECT min(due_at) AS due_at FROM deliveries WHERE due_at > ?');
  const count = store.prepare('SELECT count(*) AS n FROM deliveries');

  function add(delivery: Delivery, attempts: number, dueAtMs: number): PendingDelivery {
    const { lastInsertRowid } = insert.run(JSON.stringify(delivery), attempts, Math.round(dueAtMs));
    return { id: Number(lastInsertRowid), delivery, attempts, functionErrors: 0 };
  }

  return {
    add,
    /** Adds all deliveries in one transaction. */
    addAll(deliveries: readonly Delivery[], dueAtMs: number): PendingDelivery[] {
      store.exec('BEGIN IMMEDIATE');
      try {
        const added = deliveries.map((delivery) => add(delivery, 0, dueAtMs));
        store.exec('COMMIT');
        return added;
      } catch (error) {
        store.exec('ROLLBACK');
        throw error;
      }
    },
    postpone(pending: PendingDelivery, dueAtMs: number): void {
      update.run(pending.attempts, pending.functionErrors, Math.round(dueAtMs), pending.id);
    },
    remove(id: number): void {
      remove.run(id);
    },
    due(nowMs: number, limit: number): PendingDelivery[] {
      return due.all(Math.round(nowMs), limit).map((row) => ({
        id: Number(row['id']),
        delivery: JSON.parse(String(row['delivery'])) as Delivery,
        attempts: Number(row['attempts']),
        functionErrors: Number(row['function_errors']),
      }));
    },
    nextDueAtMs(nowMs: number): number | undefined {
      const at = next.get(Math.round(nowMs))?.['due_at'];
      return typeof at === 'number' ? at : undefined;
    },
    count(): number {
      return Number(count.get()?.['n']);
    },
  };
}
