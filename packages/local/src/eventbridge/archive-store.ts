import type { DatabaseSync } from 'node:sqlite';
import type { EventBridgeEvent } from '@tradepost/event-rules/event-bridge-event';

export type ReplayState = 'STARTING' | 'RUNNING' | 'COMPLETED' | 'FAILED';

/** Parameters and progress of a replay. Times are epoch milliseconds. */
export type ReplayRecord = {
  readonly name: string;
  readonly archiveArn: string;
  readonly busArn: string;
  /** Rules that receive the events; empty means all rules of the bus. */
  readonly ruleArns: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly startedMs: number;
  readonly state: ReplayState;
  readonly reason?: string;
  readonly endedMs?: number;
  /** Position after the last replayed event. */
  readonly position?: ArchivePosition;
};

/** Position in an archive. Its events are ordered by time. */
export type ArchivePosition = { readonly timeMs: number; readonly id: number };

export type ArchivedEvent = ArchivePosition & { readonly event: EventBridgeEvent };

export type ArchiveStore = ReturnType<typeof createArchiveStore>;

/** Stores archived events and replays. */
export function createArchiveStore(store: DatabaseSync) {
  store.exec(`
    CREATE TABLE IF NOT EXISTS archived_events (
      id INTEGER PRIMARY KEY,
      archive TEXT NOT NULL,
      time_ms INTEGER NOT NULL,
      event TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS archived_events_time ON archived_events (archive, time_ms, id);
    CREATE TABLE IF NOT EXISTS replays (
      name TEXT PRIMARY KEY,
      is_open INTEGER NOT NULL,
      replay TEXT NOT NULL
    );
  `);
  const insert = store.prepare('INSERT INTO archived_events (archive, time_ms, event) VALUES (?, ?, ?)');
  const forget = store.prepare('DELETE FROM archived_events WHERE archive = ? AND time_ms < ?');
  const page = store.prepare(`
    SELECT id, time_ms, event FROM archived_events
    WHERE archive = ? AND (time_ms, id) > (?, ?) AND time_ms < ? ORDER BY time_ms, id LIMIT ?
  `);
  const put = store.prepare('INSERT OR REPLACE INTO replays (name, is_open, replay) VALUES (?, ?, ?)');
  const get = store.prepare('SELECT replay FROM replays WHERE name = ?');
  const open = store.prepare('SELECT replay FROM replays WHERE is_open = 1 ORDER BY rowid');
  const toReplay = (row: Readonly<Record<string, unknown>>) =>
    JSON.parse(String(row['replay'])) as ReplayRecord;

  return {
    /** Adds an event to each of the archives. */
    keep(archiveArns: readonly string[], event: EventBridgeEvent, eventJson: string): void {
      for (const archive of archiveArns) insert.run(archive, Date.parse(event.time), eventJson);
    },
    /** Deletes older events. */
    forget(archiveArn: string, beforeMs: number): void {
      forget.run(archiveArn, Math.round(beforeMs));
    },
    /** Returns the next events of a replay. */
    next({ archiveArn, fromMs, toMs, position }: ReplayRecord, limit: number): readonly ArchivedEvent[] {
      const { timeMs, id } = position ?? { timeMs: Math.ceil(fromMs) - 1, id: Number.MAX_SAFE_INTEGER };
      return page.all(archiveArn, timeMs, id, Math.ceil(toMs), limit).map((row) => ({
        id: Number(row['id']),
        timeMs: Number(row['time_ms']),
        event: JSON.parse(String(row['event'])) as EventBridgeEvent,
      }));
    },
    save(replay: ReplayRecord): void {
      const isOpen = replay.state === 'STARTING' || replay.state === 'RUNNING';
      put.run(replay.name, isOpen ? 1 : 0, JSON.stringify(replay));
    },
    find(name: string): ReplayRecord | undefined {
      const row = get.get(name);
      return row && toReplay(row);
    },
    /** Returns the replays that have not ended. */
    open(): readonly ReplayRecord[] {
      return open.all().map(toReplay);
    },
  };
}
