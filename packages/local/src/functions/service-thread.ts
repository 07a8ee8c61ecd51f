import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FunctionError, InvocationResult } from '../invocation.ts';
import type { FromThread, ThreadService, ToThread } from './protocol.ts';

const STOP_TIMEOUT_MS = 3_000;
const STOP_INTERVAL_MS = 20;

export type ServiceThread = {
  /** Starts a generation of the service's functions next to the running one. Resolves when it accepts requests. */
  readonly start: (
    service: ThreadService,
  ) => Promise<{ readonly generation: number; readonly port?: number }>;
  /** Ends a generation after it has finished its requests. */
  readonly retire: (generation: number) => void;
  readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>;
  /** Resolves when the thread has ended, expectedly or not. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a worker thread with `env` as its whole environment. `log` receives each line that its functions print, with the
 * name of the function.
 */
export function createServiceThread(
  env: Readonly<Record<string, string>>,
  log: (line: string, functionName?: string) => void,
): ServiceThread {
  const worker = new Worker(new URL('./function-thread.ts', import.meta.url), {
    env,
    stdout: true,
    stderr: true,
  });
  createInterface({ input: worker.stdout }).on('line', (line) => log(line));
  createInterface({ input: worker.stderr }).on('line', (line) => log(line));

  const starting = new Map<number, PromiseWithResolvers<{ generation: number; port?: number }>>();
  const pending = new Map<number, (result: InvocationResult) => void>();
  let nextId = 0;
  let nextGeneration = 0;
  const send = (message: ToThread): void => worker.postMessage(message);

  const settle = (id: number, result: InvocationResult): void => {
    pending.get(id)?.(result);
    pending.delete(id);
  };
  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'result':
        return settle(message.id, { ok: true, payload: JSON.parse(message.payload) });
      case 'error':
        return settle(message.id, { ok: false, error: message.error });
      case 'log':
        for (const line of message.text.split('\n')) log(line, message.functionName);
        return;
      case 'ready':
        return starting.get(message.generation)?.resolve(message);
      case 'failed':
        return starting.get(message.generation)?.reject(new Error(message.message));
    }
  });
  worker.on('error', (error) => log(`The thread of the functions failed: ${error.stack ?? error.message}`));
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      for (const id of [...pending.keys()]) settle(id, { ok: false, error: EXITED });
      for (const { reject } of starting.values())
        reject(new Error('The thread of the functions ended while it started'));
      resolve();
    });
  });
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  return {
    ended,
    start: async (service) => {
      const generation = nextGeneration++;
      const ready = Promise.withResolvers<{ generation: number; port?: number }>();
      starting.set(generation, ready);
      send({ type: 'start', generation, service });
      return ready.promise.finally(() => starting.delete(generation));
    },
    retire: (generation) => send({ type: 'retire', generation }),
    invoke: (functionName, event) => {
      if (hasEnded) return Promise.resolve({ ok: false, error: EXITED });
      return new Promise((resolve) => {
        const id = nextId++;
        pending.set(id, resolve);
        send({ type: 'invoke', id, functionName, event: JSON.stringify(event) ?? 'null' });
      });
    },
    stop: async () => {
      await settled(pending);
      await worker.terminate();
    },
  };
}

/** Waits, for a bounded time, until all invocations have finished. */
async function settled(pending: ReadonlyMap<number, unknown>): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (pending.size > 0 && Date.now() < deadline) await sleep(STOP_INTERVAL_MS);
}

const EXITED: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'Runtime exited without providing a reason',
};
