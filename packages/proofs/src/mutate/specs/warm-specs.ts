import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { SpecRequest, SpecResponse } from './spec-messages.ts';

/** The result of one spec. `ended`: the process ended, as by a rejection that nothing handles. */
export type WarmOutcome =
  | {
      readonly outcome: 'done';
      readonly failed?: string;
      readonly reached: readonly string[];
      readonly ms: number;
    }
  | { readonly outcome: 'late' }
  | { readonly outcome: 'ended' };

/** A process of a copy that runs specs, one after the other, and stays for many changes. */
export type WarmSpecs = {
  /** Runs a spec with the sources that are in the copy now. */
  readonly run: (spec: string, maxMs: number) => Promise<WarmOutcome>;
  /** True if no spec has run in the process since it started. */
  readonly isFresh: () => boolean;
  /** Ends the process. The next run starts another one. */
  readonly stop: () => void;
};

const PROGRAM = join(import.meta.dirname, 'spec-process.ts');
/** Modules that are loaded anew stay in memory. */
const MAX_RESIDENT_BYTES = 1_200_000_000;

type Running = { readonly child: ChildProcess; readonly hasEnded: () => boolean };

/** Creates the process of a copy of the repository. It starts with the first run. */
export function createWarmSpecs(root: string): WarmSpecs {
  let running: Running | undefined;
  let runs = 0;
  const stop = () => {
    if (running !== undefined) endGroup(running.child);
    running = undefined;
    process.off('exit', stop);
  };
  return {
    run: async (spec, maxMs) => {
      if (running === undefined || running.hasEnded()) {
        stop();
        running = await start(root);
        process.once('exit', stop);
        runs = 0;
      }
      runs += 1;
      const response = await ask(running.child, { spec }, maxMs);
      if (response === 'late' || response === 'ended') {
        stop();
        return { outcome: response };
      }
      const { failed, reached, ms, residentBytes } = response;
      if (residentBytes > MAX_RESIDENT_BYTES) stop();
      return { outcome: 'done', reached, ms, ...(failed === undefined ? {} : { failed }) };
    },
    isFresh: () => running === undefined || runs === 0,
    stop,
  };
}

async function start(root: string): Promise<Running> {
  // The gate `privileges` reads recorded AWS calls: those of a changed function must not be among them.
  const { RECORD_CALLS: _calls, ...env } = process.env;
  const child = fork(PROGRAM, [], {
    cwd: root,
    env,
    // A group of its own, which ends with it: specs start local engines.
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let hasEnded = false;
  child.on('exit', () => {
    hasEnded = true;
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('message', () => resolve());
  child.once('exit', () => reject(new Error('the process of specs does not start')));
  await promise;
  return { child, hasEnded: () => hasEnded };
}

type Done = Extract<SpecResponse, { readonly kind: 'done' }>;

async function ask(
  child: ChildProcess,
  request: SpecRequest,
  maxMs: number,
): Promise<Done | 'late' | 'ended'> {
  const { promise, resolve } = Promise.withResolvers<Done | 'late' | 'ended'>();
  const timer = setTimeout(() => resolve('late'), maxMs);
  const onMessage = (response: SpecResponse) => {
    if (response.kind === 'done') resolve(response);
  };
  const onExit = () => resolve('ended');
  child.on('message', onMessage).on('exit', onExit);
  child.send(request, (error) => {
    if (error !== null) resolve('ended');
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', onMessage).off('exit', onExit);
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}
