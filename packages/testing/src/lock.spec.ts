import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('When two want one lock', () => {
  it('lets the second in after the first', async () => {
    const path = join(folder, 'both.lock');
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} in`);
      await sleep(80);
      log.push(`${name} out`);
    };
    await Promise.all([withLock(path, work('a')), withLock(path, work('b'))]);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
  });
});

describe('When the work fails', () => {
  it('gives the lock back, and the error on', async () => {
    const path = join(folder, 'failing.lock');
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock(path, async () => 'done')).resolves.toBe('done');
  });
});

describe('When the holder has died', () => {
  it('takes the lock over', async () => {
    const path = join(folder, 'orphan.lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path, String(pid));
    await expect(withLock(path, async () => 'done')).resolves.toBe('done');
  });
});
