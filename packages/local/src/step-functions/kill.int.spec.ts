import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../store.ts';
import { eventually } from './workflow.spec-kit.ts';

const CHILD = join(import.meta.dirname, 'kill-child.spec-kit.ts');
const EXECUTIONS_PER_ROUND = 40;
const ROUNDS = 3;
/** In the middle of a round: some executions have ended, some run, some have not started. */
const KILL_AFTER_ACCEPTED = 50;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflows-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts the child, collects the ids that it accepts, and resolves with the first line for which `until` holds. */
async function run(count: number, round: number, accepted: string[], until: (line: string) => boolean) {
  const args = [CHILD, join(folder, 'store.db'), join(folder, 'effects'), String(count), String(round)];
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The child has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('accepted ')) accepted.push(line.slice('accepted '.length));
    if (until(line)) return line;
  }
  throw new Error('The child ended by itself');
}

async function kill(): Promise<void> {
  const killed = new Promise((resolve) => child?.once('exit', resolve));
  child?.kill('SIGKILL');
  await killed;
}

describe('a process that is killed repeatedly', () => {
  it('ends every accepted execution, and repeats at most the state that was running', async () => {
    const accepted: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const enough = accepted.length + KILL_AFTER_ACCEPTED;
      await run(EXECUTIONS_PER_ROUND, round, accepted, () => accepted.length >= enough);
      await kill();
    }
    const resumed = await run(0, ROUNDS, accepted, (line) => line.startsWith('resumed '));
    expect(Number(resumed.split(' ')[1])).toBeGreaterThan(0);
    expect(accepted.length).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER_ACCEPTED);

    const db = openStore(join(folder, 'store.db'));
    const count = (query: string): number => Number(db.prepare(query).get()?.['n']);
    await eventually(() => {
      const open = count(`SELECT COUNT(*) AS n FROM sfn_standard WHERE status = 'RUNNING'`);
      return open + count('SELECT COUNT(*) AS n FROM sfn_express') === 0 ? true : undefined;
    });
    const rows = db.prepare('SELECT name, status, output FROM sfn_standard').all();
    db.close();
    await kill();

    const outcomes = new Map(rows.map(({ name, status, output }) => [name, [status, output]]));
    const standard = accepted.filter((id) => id.startsWith('standard'));
    for (const id of standard)
      expect([id, outcomes.get(id)]).toEqual([id, ['SUCCEEDED', JSON.stringify({ id })]]);
    const effects = readFileSync(join(folder, 'effects'), 'utf8').trim().split('\n');
    const done = new Set(
      effects.filter((line) => line.startsWith('third ')).map((line) => line.split(' ')[1]),
    );
    expect(accepted.filter((id) => !done.has(id))).toEqual([]);

    // A Standard workflow resumes in its last state: each kill can repeat that state, but never an earlier one.
    for (const id of standard) {
      const steps = effects.filter((line) => line.endsWith(` ${id}`)).map((line) => line.split(' ')[0]);
      const inOrder = steps.map((name) => ['first', 'second', 'third'].indexOf(name ?? ''));
      expect([id, inOrder]).toEqual([id, inOrder.toSorted()]);
      expect(steps.length).toBeLessThanOrEqual(3 + ROUNDS);
    }
  }, 60_000);
});
