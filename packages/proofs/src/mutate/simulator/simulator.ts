import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Request, type Response, type SimulatorOutcome, WITHOUT_VERSIONS } from './messages.ts';

/** Receives each seed that broke nothing, with the regions that it reached if the copy is instrumented. */
export type OnSeed = (seed: number, reached: readonly string[]) => void;

/** The simulator in a process of its own, which stays for many changes. */
export type Simulator = {
  /** Loads the code of the copy, unless it is loaded. The copy must be unchanged. */
  readonly prepare: () => Promise<void>;
  /** Runs seeds with the code that is in the copy now, until one breaks a promise. */
  readonly try: (request: Request, onSeed?: OnSeed) => Promise<SimulatorOutcome>;
  readonly stop: () => void;
};

const PROGRAM = 'packages/proofs/src/mutate/simulator/simulator-process.ts';
/** A seed takes a fifth of a second, and many times as long on a busy machine. */
const MAX_SEED_MS = 120_000;
/** Compiling all templates and bundling all services takes half a minute. */
const MAX_LOAD_MS = 900_000;
/** Memory of evaluated code is freed late. */
const MAX_RESIDENT_BYTES = 2_500_000_000;

/**
 * Creates the simulator of a copy of the repository. Its process is started again after a change that hangs.
 *
 * @param root folder of the copy
 * @param isInstrumented the copy's sources report what they reach; then no other versions of services run, whose patches do not
 *   fit such sources
 */
export function createSimulator(root: string, isInstrumented = false): Simulator {
  let running: Running | undefined;
  let isFull = false;
  const stop = () => {
    running?.child.kill('SIGKILL');
    running = undefined;
  };
  return {
    prepare: async () => {
      if (isFull) stop();
      if (running !== undefined) return;
      isFull = false;
      running = start(root, isInstrumented);
      const started = await running.next(MAX_LOAD_MS);
      if (started === 'late' || started === 'ended') throw new Error('the simulator does not start');
    },
    try: async (request, onSeed) => {
      if (running === undefined) throw new Error('the simulator is not prepared');
      const { outcome, residentBytes } = await run(running, request, onSeed);
      isFull = residentBytes > MAX_RESIDENT_BYTES;
      if (outcome.outcome === 'late' || running.hasEnded()) stop();
      return outcome;
    },
    stop,
  };
}

type Ran = { readonly outcome: SimulatorOutcome; readonly residentBytes: number };

async function run({ child, next }: Running, request: Request, onSeed?: OnSeed): Promise<Ran> {
  child.send(request);
  for (let done = 0; ; done += 1) {
    const response = await next(done === 0 ? MAX_LOAD_MS : MAX_SEED_MS);
    const seed = request.seeds[done] ?? 0;
    if (response === 'late') return { outcome: { outcome: 'late', seed }, residentBytes: 0 };
    if (response === 'ended')
      return { outcome: { outcome: 'threw', seed, reason: 'the process has ended' }, residentBytes: 0 };
    if (response.kind === 'done') return response;
    if (response.kind === 'seed') onSeed?.(response.seed, response.reached);
  }
}

type Running = {
  readonly child: ChildProcess;
  /** The next message, if there is one in time and before the process ends. */
  readonly next: (maxMs: number) => Promise<Response | 'late' | 'ended'>;
  readonly hasEnded: () => boolean;
};

function start(root: string, isInstrumented: boolean): Running {
  const args = isInstrumented ? [WITHOUT_VERSIONS] : [];
  const child = fork(join(root, PROGRAM), args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const received: Response[] = [];
  let wake = () => {};
  let hasEnded = false;
  child.on('message', (message) => {
    received.push(message as Response);
    wake();
  });
  child.on('exit', () => {
    hasEnded = true;
    wake();
  });
  const next: Running['next'] = async (maxMs) => {
    if (received.length === 0 && !hasEnded) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, maxMs);
      await promise;
      clearTimeout(timer);
    }
    return received.shift() ?? (hasEnded ? 'ended' : 'late');
  };
  return { child, next, hasEnded: () => hasEnded };
}
