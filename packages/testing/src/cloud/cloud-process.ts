import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetUserSettings } from '@tradepost/compiled-service/local-environment';
import { listProcessTree } from './process-tree.ts';

/** The local cloud in a process of its own, as `npm start` runs it. */
export type CloudProcess = {
  readonly url: string;
  readonly pid: number;
  readonly readyInMs: number;
  /** Settles when its main process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Requests a stop, and waits until the process has ended. */
  readonly stop: () => Promise<void>;
  /** Kills it and all of its children with SIGKILL, like a power cut. */
  readonly kill: () => Promise<void>;
};

export type CloudProcessConfig = {
  readonly dataDir: string;
  /** Port of the API; 0 chooses a free one. */
  readonly port?: number;
  readonly seed?: boolean;
  /** Enforces the roles of functions and workflows. Off for measurements, because it takes time. */
  readonly enforcePermissions?: boolean;
  /** Folder for the recorded calls of functions and workflows. */
  readonly recordCalls?: string;
  /** Applies the throttling of API stages. Off for measurements and proofs under load. */
  readonly throttleStages?: boolean;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** File to which its output is appended. */
  readonly logFile?: string;
  /** Kills it and all of its children with SIGKILL while it starts. */
  readonly signal?: AbortSignal;
};

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const READY_WITHIN_MS = 180_000;
const GONE_WITHIN_MS = 15_000;
/** Length of the output that is kept for the error of a failed start. */
const MAX_KEPT_CHARACTERS = 10_000;

/**
 * Starts the local cloud and waits until it is ready. The user's AWS and proxy settings are removed from this process,
 * which calls the local cloud.
 *
 * @throws Error with its output, if it ends before it is ready, or is killed by `signal`
 */
export async function startCloudProcess({
  dataDir,
  port = 0,
  seed = false,
  enforcePermissions = false,
  recordCalls = process.env['RECORD_CALLS'],
  throttleStages = false,
  env: added = {},
  logFile,
  signal,
}: CloudProcessConfig): Promise<CloudProcess> {
  forgetUserSettings();
  const startedAtMs = performance.now();
  const options = ['--quiet', '--no-watch', ...(seed ? [] : ['--no-seed'])];
  if (enforcePermissions) options.push('--enforce-permissions');
  if (!throttleStages) options.push('--no-throttle');
  const args = ['packages/cli/src/main.ts', 'start', ...options, '--port', String(port), '--data', dataDir];
  // Lets it stop by itself if this process is killed.
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
  // With `end`, the first stream to end would close the file for the other.
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
    // Both streams are read as long as it runs, because a full pipe would block it.
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the local cloud ended (${signal ?? code}) before it was ready:\n${said}`));
    });
  });
}

/** Lists the children before it kills: children of an ended process have no known parent. */
async function killTree(pid: number, ended: Promise<void>): Promise<void> {
  const tree = await listProcessTree(pid);
  for (const { pid: each } of tree) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It had already ended.
    }
  }
  await ended;
}
