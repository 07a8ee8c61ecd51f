import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.ts';

/** Takes the lock in a folder, fails if another process holds it, and is killed while it holds it. */
const [folder = ''] = process.argv.slice(2);

await withLock(join(folder, 'dying.lock'), async () => {
  const busy = join(folder, 'busy');
  mkdirSync(busy);
  await sleep(5);
  rmdirSync(busy);
  writeFileSync(join(folder, `${process.pid}.done`), '');
  process.kill(process.pid, 'SIGKILL');
  await sleep(10_000);
});
