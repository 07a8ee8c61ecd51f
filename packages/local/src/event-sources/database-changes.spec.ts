import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseChanges, watchDatabase } from './database-changes.ts';

/** Longer than any test: a missing report fails by the time-out of Jest. */
const NEVER_MS = 600_000;

let folder: string;
let database: DatabaseSync;
let changes: DatabaseChanges;

const path = () => join(folder, 'tables.db');
const openDatabase = () => {
  database = new DatabaseSync(path());
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS items (id INTEGER)');
};
const write = () => database.exec('INSERT INTO items VALUES (1)');
const nextChange = () => changes.next(NEVER_MS, new AbortController().signal);
const quiet = async () => {
  while (!changes.isQuiet()) await sleep(5);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'));
});
afterEach(() => {
  changes.close();
  database.close();
  rmSync(folder, { recursive: true });
});

describe('watchDatabase', () => {
  it('reports a write, and is quiet some time after it', async () => {
    openDatabase();
    changes = watchDatabase(path());
    expect(changes.isQuiet()).toBe(false);
    const changed = nextChange();
    write();
    await changed;
    expect(changes.isQuiet()).toBe(false);
    await quiet();
  });

  it('watches a log that is created or replaced later', async () => {
    changes = watchDatabase(path());
    expect(changes.isQuiet()).toBe(false);
    openDatabase();
    expect(changes.isQuiet()).toBe(false);
    write();
    await quiet();
    const deleted = nextChange();
    // The last connection deletes the log when it is closed.
    database.close();
    await deleted;
    openDatabase();
    expect(changes.isQuiet()).toBe(false);
    const changed = nextChange();
    write();
    await changed;
  });

  it('ends a wait after the given time, and when it is aborted', async () => {
    openDatabase();
    changes = watchDatabase(path());
    await changes.next(1, new AbortController().signal);
    const aborted = new AbortController();
    const waiting = changes.next(NEVER_MS, aborted.signal);
    aborted.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});
