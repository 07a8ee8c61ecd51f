import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CHILD = join(import.meta.dirname, 'lock-child.spec-kit.ts');
/** With this number, half of the runs had two holders at once while the lock was a plain file. */
const PROCESSES = 24;

describe('withLock', () => {
  it('runs the second work after the first', async () => {
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

  it('releases the lock if the work fails, and rethrows the error', async () => {
    const path = join(folder, 'failing.lock');
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock(path, async () => 'done')).resolves.toBe('done');
  });

  it('passes the lock of a killed holder to exactly one of many waiting processes', async () => {
    const ends = Array.from({ length: PROCESSES }, () => {
      const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
      return new Promise<string>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
      });
    });
    expect(await Promise.all(ends)).toEqual(Array.from({ length: PROCESSES }, () => 'SIGKILL'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.done'))).toHaveLength(PROCESSES);
  }, 60_000);
});
