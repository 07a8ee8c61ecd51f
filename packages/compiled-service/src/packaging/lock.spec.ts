import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTick } from 'node:timers/promises';
import { withLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('withLock', () => {
  it('runs the second work after the first', async () => {
    const path = join(folder, 'new', 'both.lock');
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push('in');
      await nextTick();
      log.push('out');
      return name;
    };
    expect(await Promise.all([withLock(path, work('a')), withLock(path, work('b'))])).toEqual(['a', 'b']);
    expect(log).toEqual(['in', 'out', 'in', 'out']);
  });

  it('releases the lock if the work fails, and rethrows the error', async () => {
    const path = join(folder, 'failing.lock');
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });

  it('takes over the lock of a killed process', async () => {
    const path = join(folder, 'dead.lock');
    mkdirSync(path);
    utimesSync(path, new Date(0), new Date(0));
    expect(await withLock(path, async () => 'done')).toBe('done');
  });
});
