import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  it('can be opened at once after its process was killed', async () => {
    const script = `import('${new URL('data-folder.ts', import.meta.url).href}').then(({ openDataFolder }) => {
      openDataFolder(${JSON.stringify(path)});
      console.log('open');
      setInterval(() => {}, 1_000);
    });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    try {
      await once(child.stdout, 'data');
      expect(() => openDataFolder(path)).toThrow(`in use by another local cloud (process ${child.pid})`);
    } finally {
      child.kill('SIGKILL');
    }
    await ended;
    openDataFolder(path).release();
  });

  it('deletes the data, but not its lock', () => {
    mkdirSync(join(path, 'dynamodb'));
    const data = openDataFolder(path);
    data.clear();
    expect(readdirSync(path)).toEqual(['lock', 'lock.db']);
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
