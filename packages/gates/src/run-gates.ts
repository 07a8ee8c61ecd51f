import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { forEach } from '@tradepost/command-line/for-each';
import { describeDuration } from '@tradepost/command-line/progress';
import { EXIT_CODES, type Gate } from './gate.ts';
import { ROOT } from './root.ts';

/** Result of a gate's process. */
export type GateResult = {
  readonly gate: Gate;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
};

const MS_PER_SECOND = 1_000;
const BIN = join(ROOT, 'node_modules', '.bin');

/**
 * Runs gates, as many at a time as there are cores, each in a process of its own. Passes the whole output of a gate to
 * `print` when it ends, under its name.
 *
 * @returns the results in the order in which the gates end
 */
export async function runGates(
  gates: readonly Gate[],
  print: (output: string) => void,
): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  await forEach(gates, availableParallelism(), async (gate) => {
    const { output, ...result } = await runGate(gate);
    print(`== ${gate.name}: ${result.status} in ${describeDuration(result.seconds)}\n${output}`);
    results.push(result);
  });
  return results;
}

/** A table of the results, then a line for each gate that failed: how to fix its findings, and how to repeat it. */
export function summarize(results: readonly GateResult[]): string {
  const rows = results.map(
    ({ gate, status, seconds }) => `${status.padEnd(8)} ${gate.name.padEnd(13)} ${describeDuration(seconds)}`,
  );
  const failed = results
    .filter(({ status }) => status === 'failed')
    .map(
      ({ gate }) =>
        `${gate.name}: ${gate.fix ?? 'its output above explains each finding.'} To repeat it: pnpm check ${gate.name}`,
    );
  return [...rows, ...failed].join('\n');
}

async function runGate(gate: Gate): Promise<GateResult & { readonly output: string }> {
  const startedAtMs = Date.now();
  const [program = '', ...args] =
    typeof gate.check === 'function'
      ? [process.execPath, join(import.meta.dirname, 'run-gate.ts'), gate.name]
      : gate.check;
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const env = { ...process.env, ...colour, PATH: [BIN, process.env['PATH']].join(delimiter) };
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  const status = code === EXIT_CODES.passed ? 'passed' : code === EXIT_CODES.skipped ? 'skipped' : 'failed';
  return { gate, status, output: out + error, seconds: (Date.now() - startedAtMs) / MS_PER_SECOND };
}
