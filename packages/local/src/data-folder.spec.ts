import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.ts';

describe('openDataFolder', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'data-folder-'));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  it('refuses a folder that is open, naming the process that holds it', () => {
    const first = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(`in use by another local cloud (process ${process.pid})`);
    first.release();
    openDataFolder(path).release();
  });

  it('takes over the lock of a process that has ended', () => {
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    openDataFolder(path).release();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('takes over the lock of an ended process whose id is in use again', () => {
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    openDataFolder(path).release();
  });

  it('deletes the data, but not its lock', () => {
    mkdirSync(join(path, 'dynamodb'));
    const data = openDataFolder(path);
    data.clear();
    expect(readdirSync(path)).toEqual(['lock']);
    data.release();
  });

  const modeOf = (each: string): string => (statSync(each).mode & 0o777).toString(8);

  it('creates a folder and files that only the user can read', () => {
    writeFileSync(join(path, 'before'), '');
    const folder = join(path, 'new');
    const data = openDataFolder(folder);
    writeFileSync(join(folder, 'secrets.db'), '');
    data.release();
    expect([modeOf(folder), modeOf(join(folder, 'secrets.db'))]).toEqual(['700', '600']);
    writeFileSync(join(path, 'later'), '');
    expect(modeOf(join(path, 'later'))).toBe(modeOf(join(path, 'before')));
  });

  it('restricts the mode of an existing data folder, but not of another folder', () => {
    chmodSync(path, 0o755);
    openDataFolder(path).release();
    expect(modeOf(path)).toBe('755');
    writeFileSync(join(path, 'events.db'), '');
    openDataFolder(path).release();
    expect(modeOf(path)).toBe('700');
  });
});
