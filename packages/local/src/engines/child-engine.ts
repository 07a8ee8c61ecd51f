import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localEnvironment } from '../local-environment.ts';

const STOP_TIMEOUT_MS = 3_000;
const POLL_INTERVAL_MS = 20;
/** Length of the end of an engine's output that is kept for the message when it ends. */
const MAX_OUTPUT_CHARACTERS = 4_000;
const MAX_PORTS_TRIED = 5;
/** In the output of an engine whose port another program has taken: dynoxide, Java and Python. */
const PORT_TAKEN = /already in use/i;

/**
 * Runs the command, and ends it when the shell's own standard input closes: that happens when the parent ends, however it
 * ends, so that even a `kill -9` of the parent leaves no engine behind. The engine's number goes to a file, in case the
 * shell is killed with the parent.
 */
const WATCHED_COMMAND = `
"$@" </dev/null &
engine=$!
echo "$engine" > "$ENGINE_PID_FILE"
exec >/dev/null 2>&1
while read -r _; do :; done
kill "$engine"
wait "$engine"
`;

export type ChildEngine = {
  /** Settles when the engine has ended, with the end of its output. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** An engine with the output that it has printed so far. */
export type StartedEngine = ChildEngine & { readonly output: () => string };

/**
 * Starts `command` as an engine that does not outlive this process. `pidFile` keeps its process id: an engine that a former
 * process left behind is ended first, so that it holds neither data nor port.
 */
export async function startChildEngine(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Environment variables beside those of this process, without the user's settings; undefined removes one. */
  readonly env?: NodeJS.ProcessEnv;
  readonly pidFile: string;
  /** Called when no former engine runs any longer, and before the new one starts. */
  readonly beforeStart?: () => void;
}): Promise<StartedEngine> {
  const { command, args, pidFile } = options;
  mkdirSync(dirname(pidFile), { recursive: true });
  await endLeftover(pidFile, command);
  options.beforeStart?.();

  const child = spawn('/bin/sh', ['-c', WATCHED_COMMAND, 'engine', command, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...localEnvironment(), ...options.env, ENGINE_PID_FILE: pidFile },
    // A group of its own: Ctrl-C in the terminal stops the services first, and the engine after them.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { output, ended } = listenTo(child);
  return {
    output,
    ended,
    stop: async () => {
      child.stdin.end();
      const stopped = await Promise.race([
        ended.then(() => true),
        sleep(STOP_TIMEOUT_MS, false, { ref: false }),
      ]);
      if (!stopped) await endLeftover(pidFile, command);
      rmSync(pidFile, { force: true });
    },
  };
}

/**
 * Calls `start` with a free port of 127.0.0.1, and again with another one if it rejects because some program has taken the
 * port in the meantime: engines do not report a port that they choose themselves. Rejects with what `start` rejects with.
 */
export async function withFreePort<Result>(
  start: (port: number) => Promise<Result>,
  findPort: () => Promise<number> = findFreePort,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await start(await findPort());
    } catch (error) {
      if (tried === MAX_PORTS_TRIED || !PORT_TAKEN.test((error as Error).message)) throw error;
    }
  }
}

/** A port that nobody listens on at this moment, on 127.0.0.1. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The engine holds the output pipes, and the shell does not: when they close, the engine has ended. */
function listenTo(child: ChildProcess): Pick<StartedEngine, 'output' | 'ended'> {
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = `${output}${chunk.toString()}`.slice(-MAX_OUTPUT_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  // Writing to a shell that is gone fails; `ended` settles then.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.stdout?.once('close', () => {
      child.stdin?.end();
      resolve(output.trim());
    });
  });
  return { output: () => output, ended };
}

/** Ends the process of the file, if it still runs and still is that command: numbers are used again. */
async function endLeftover(pidFile: string, command: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    if (isRunning(pid, command)) process.kill(pid, signal);
    while (isRunning(pid, command) && Date.now() < deadline) await sleep(POLL_INTERVAL_MS);
  }
  rmSync(pidFile, { force: true });
}

function isRunning(pid: number, command: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    return readFileSync(commandLine, 'utf8').includes(command);
  } catch {
    return false;
  }
}
