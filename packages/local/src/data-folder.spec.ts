import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.ts';

describe('When a data folder is opened', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'data-folder-'));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  it('is refused to a second one, naming the process of the first', () => {
    const first = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(`in use by another local cloud (process ${process.pid})`);
    first.release();
    openDataFolder(path).release();
  });

  it('takes over the lock of a process that is gone', () => {
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    openDataFolder(path).release();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('takes over the lock of a process whose number another one has now', () => {
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    openDataFolder(path).release();
  });

  it('drops the data, but not what is derived from the sources', () => {
    for (const name of ['dynamodb', 'packages', 'functions']) mkdirSync(join(path, name));
    const data = openDataFolder(path);
    data.clear();
    expect(['dynamodb', 'packages', 'functions', 'lock'].map((name) => existsSync(join(path, name)))).toEqual(
      [false, true, true, true],
    );
    data.release();
  });
});
