import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetUserSettings } from '@tradepost/local/local-environment';
import { listProcessTree } from './process-tree.ts';

/** The local cloud in a process of its own, as `npm start` runs it. */
export type CloudProcess = {
  readonly url: string;
  readonly pid: number;
  readonly readyInMs: number;
  /** Settles when its main process has ended, however that came. */
  readonly ended: Promise<void>;
  /** Asks it to stop, and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it and all of its children with SIGKILL, at once: what a power cut does to it. */
  readonly kill: () => Promise<void>;
};

export type CloudProcessConfig = {
  readonly dataDir: string;
  /** 0 takes any that is free. */
  readonly port?: number;
  readonly seed?: boolean;
  /** Holds functions and workflows to their roles, which takes time that measurements are not to include. */
  readonly enforcePermissions?: boolean;
  /** The folder into which the calls are written that functions and workflows make. */
  readonly recordCalls?: string;
  /** Environment variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** A file to which its output is appended. */
  readonly logFile?: string;
  /** Ends it and all of its children with SIGKILL while it starts. */
  readonly signal?: AbortSignal;
};

const ROOT = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 180_000;
const GONE_WITHIN_MS = 15_000;
/** How much of what it said is kept, to be told where it does not start. */
const MAX_KEPT_CHARACTERS = 10_000;

/**
 * Starts the local cloud and waits until it is ready. This process, which is going to call it, loses the user's AWS and
 * proxy settings.
 *
 * @throws Error with its output, if it ends before that, or is ended by `signal`
 */
export async function startCloudProcess({
  dataDir,
  port = 0,
  seed = false,
  enforcePermissions = false,
  recordCalls = process.env['RECORD_CALLS'],
  env: added = {},
  logFile,
  signal,
}: CloudProcessConfig): Promise<CloudProcess> {
  forgetUserSettings();
  const startedAtMs = performance.now();
  const options = ['--quiet', '--no-watch', ...(seed ? [] : ['--no-seed'])];
  if (enforcePermissions) options.push('--enforce-permissions');
  const args = ['scripts/start.ts', ...options, '--port', String(port), '--data', dataDir];
  // It stops by itself where this process is killed.
  const env = {
    ...process.env,
    ...added,
    RECORD_CALLS: recordCalls,
    TRADEPOST_PARENT_PID: String(process.pid),
  };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid ?? 0;
  if (logFile !== undefined) writeTo(logFile, child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const interrupt = () => void killTree(pid, ended);
  signal?.addEventListener('abort', interrupt, { once: true });
  const url = await waitUntilReady(child).finally(() => signal?.removeEventListener('abort', interrupt));
  const readyInMs = performance.now() - startedAtMs;
  return {
    url,
    pid,
    readyInMs,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(GONE_WITHIN_MS, undefined, { ref: false })]);
      await killTree(pid, ended);
    },
    kill: () => killTree(pid, ended),
  };
}

function writeTo(logFile: string, { stdout, stderr }: ChildProcess): void {
  const log = createWriteStream(logFile, { flags: 'a' });
  // Each of the two would end the file for the other.
  stdout?.pipe(log, { end: false });
  stderr?.pipe(log, { end: false });
}

function waitUntilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the local cloud was not ready within ${READY_WITHIN_MS / 1_000} s:\n${said}`));
    }, READY_WITHIN_MS);
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-MAX_KEPT_CHARACTERS);
      const url = /^ready (\S+)$/m.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    // Both are read for as long as it runs: a full pipe would hold it up.
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the local cloud ended (${signal ?? code}) before it was ready:\n${said}`));
    });
  });
}

/** Children first have to be known: those of a process that is gone are nobody's. */
async function killTree(pid: number, ended: Promise<void>): Promise<void> {
  const tree = await listProcessTree(pid);
  for (const { pid: each } of tree) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  }
  await ended;
}
