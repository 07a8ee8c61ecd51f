import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Long enough for a machine that packages every service first. */
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;

/** The whole platform, running as `npm start` runs it, with data of its own. */
export type Platform = {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Ends it as Ctrl-C does. */
  readonly stop: () => Promise<void>;
  /** Ends its whole process tree with `kill -9`. */
  readonly kill: () => Promise<void>;
};

/**
 * Starts the platform on a free port, in a process group of its own.
 *
 * @param dataDir its data; without one it gets a new folder, which `stop` removes
 * @returns once it is ready; rejects with what it printed where it does not get so far
 */
export async function startPlatform(dataDir?: string): Promise<Platform> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'tradepost-')));
  const child = spawn(
    process.execPath,
    ['scripts/start.ts', '--quiet', '--no-seed', '--no-watch', '--port', '0', '--data', dir],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await readyUrl(child).catch(async (error: Error) => {
    signal(child, 'SIGKILL');
    await ended;
    throw error;
  });
  return {
    url,
    dataDir: dir,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => signal(child, 'SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
      if (dataDir === undefined) await rm(dir, { recursive: true, force: true });
    },
    kill: async () => {
      signal(child, 'SIGKILL');
      await ended;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the platform has no output');
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => reject(new Error(`${why}\n${printed.slice(-30).join('\n')}`));
    const timer = setTimeout(() => giveUp('the platform was not ready in time'), READY_WITHIN_MS);
    child.once('exit', (code) => giveUp(`the platform ended with ${code} before it was ready`));
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        const url = /ready (http:\S+)/.exec(line)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        child.removeAllListeners('exit');
        resolve(url);
      });
    }
  });
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? 0), name);
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
