import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localEnvironment } from '@tradepost/compiled-service/local-environment';
import getPort from 'get-port';

const STOP_TIMEOUT_MS = 3_000;
const POLL_INTERVAL_MS = 20;
/** Number of last characters of an engine's output that are kept for the message when it ends. */
const MAX_OUTPUT_CHARACTERS = 4_000;
const MAX_PORTS_TRIED = 5;
/** Text in the output of an engine whose port is in use: dynoxide, Java and Python. */
const PORT_TAKEN = /already in use/i;

/**
 * Runs the command and ends it when the shell's standard input closes. The input closes whenever the parent ends, so even a
 * `kill -9` of the parent leaves no engine running. The engine's process id is written to a file, in case the shell is
 * killed with the parent.
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
  /** Resolves when the engine has ended, with the end of its output. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** An engine with the output that it has printed so far. */
export type StartedEngine = ChildEngine & { readonly output: () => string };

/**
 * Starts `command` as an engine that does not outlive this process. `pidFile` keeps its process id: an engine left running
 * by an earlier process is ended first, so that it blocks neither the data nor the port.
 */
export async function startChildEngine(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment variables of `localEnvironment()`; undefined removes one. */
  readonly env?: NodeJS.ProcessEnv;
  readonly pidFile: string;
}): Promise<StartedEngine> {
  const { command, args, pidFile } = options;
  mkdirSync(dirname(pidFile), { recursive: true });
  await endLeftover(pidFile, command);

  const child = spawn('/bin/sh', ['-c', WATCHED_COMMAND, 'engine', command, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...localEnvironment(), ...options.env, ENGINE_PID_FILE: pidFile },
    // Its own process group: Ctrl-C in the terminal stops the services first, then the engine.
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
 * Calls `start` with a free port of 127.0.0.1, and with another one if another program has taken the port in the meantime.
 * Engines do not report a port that they choose themselves, so the port must be chosen here. Rejects with the error of
 * `start`.
 */
export async function withFreePort<Result>(
  start: (port: number) => Promise<Result>,
  findPort: () => Promise<number> = () => getPort({ host: '127.0.0.1' }),
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await start(await findPort());
    } catch (error) {
      if (tried === MAX_PORTS_TRIED || !PORT_TAKEN.test((error as Error).message)) throw error;
    }
  }
}

/** Only the engine holds the output pipes, not the shell: when they close, the engine has ended. */
function listenTo(child: ChildProcess): Pick<StartedEngine, 'output' | 'ended'> {
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = `${output}${chunk.toString()}`.slice(-MAX_OUTPUT_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  // Writing to a shell that has exited fails; `ended` resolves in that case.
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

/** Ends the process with the id in `pidFile` if it still runs `command`: process ids are reused. */
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
