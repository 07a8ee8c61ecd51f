import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './store.ts';

describe('openStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('creates the folders, and uses a write-ahead log that survives a kill', () => {
    const path = join(folder, 'a', 'b', 'state.db');
    const store = openStore(path);
    expect(existsSync(path)).toBe(true);
    expect(store.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(store.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    store.close();
  });

  it('shows committed data to a second connection before the first one is closed', () => {
    const path = join(folder, 'state.db');
    const first = openStore(path);
    first.exec("CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('kept');");
    const second = openStore(path);
    expect(second.prepare('SELECT v FROM t').all()).toEqual([{ v: 'kept' }]);
    second.close();
    first.close();
  });

  it('opens a database in memory', () => {
    const store = openStore(':memory:');
    store.exec('CREATE TABLE t (v TEXT)');
    expect(store.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    store.close();
  });
});
