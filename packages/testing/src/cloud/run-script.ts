import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A command of this repository, run in a process of its own. */
export type ScriptRun = {
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/**
 * Starts `node FILE ARGUMENTS…`, with the file's path in the repository, with `env` added to the environment.
 *
 * @example
 * const { code } = await runScript('packages/gates/src/lint.ts', []).ended;
 */
export function runScript(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ScriptRun {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Awaited<ScriptRun['ended']>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, ended, signal: (signal) => child.kill(signal) };
}

/**
 * Starts `pnpm tradepost ARGUMENTS…`.
 *
 * @example
 * const { code } = await runTradepost(['import', 'orders.csv']).ended;
 */
export function runTradepost(args: readonly string[], env: Readonly<Record<string, string>> = {}): ScriptRun {
  return runScript('packages/cli/src/main.ts', args, env);
}
