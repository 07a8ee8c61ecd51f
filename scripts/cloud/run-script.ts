import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A script of this folder, run in a process of its own. */
export type ScriptRun = {
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

const SCRIPTS = join(import.meta.dirname, '..');

/**
 * Starts `node scripts/NAME ARGUMENTS…`, with `env` added to the environment.
 *
 * @example
 * const { code } = await runScript('import-orders.ts', ['orders.csv']).ended;
 */
export function runScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ScriptRun {
  const child = spawn(process.execPath, [join(SCRIPTS, name), ...args], {
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
