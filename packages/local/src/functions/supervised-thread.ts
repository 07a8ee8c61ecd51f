import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FunctionError, InvocationResult } from '../invocation.ts';
import type { FromThread, ThreadData, ThreadReply, ThreadService, ToThread } from './protocol.ts';

/** Memory for new objects. With V8's default, 48 MB, a thread under load has 45 MB more, and needs as much processor time. */
const YOUNG_GENERATION_MB = 12;
/** Maximum time that `stop` waits for invocations in progress. */
const STOP_TIMEOUT_MS = 3_000;

export type FunctionThread = {
  /** Runs the functions of a service, or replaces them. Invocations in progress end with the old functions. */
  readonly deploy: (service: ThreadService) => Promise<void>;
  readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>;
  readonly stop: () => Promise<void>;
};

/** `ToThread` without its id. */
type Message = ToThread extends infer Each ? (Each extends ToThread ? Omit<Each, 'id'> : never) : never;

/**
 * Starts a thread for functions, with `env` as its whole environment. If a function ends the thread, the invocations in
 * progress fail, and a new thread runs the functions: later invocations wait for it.
 *
 * @param log receives each line that a function prints, with the name of the function if it is known
 */
export function startFunctionThread(
  env: Readonly<Record<string, string>>,
  data: ThreadData,
  log: (line: string, functionName?: string) => void,
): FunctionThread {
  const services = new Map<string, ThreadService>();
  const pending = new Map<number, (reply: ThreadReply) => void>();
  let nextId = 0;
  let isStopped = false;

  const start = (): Worker => {
    const url = new URL('./function-thread.ts', import.meta.url);
    const started = new Worker(url, {
      ...{ env, workerData: data, stdout: true, stderr: true },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    for (const output of [started.stdout, started.stderr])
      createInterface({ input: output }).on('line', (line) => log(line));
    let isUp = false;
    started.on('message', (message: FromThread) => {
      isUp = true;
      if (message.type === 'reply') settle(message.id, message.reply);
      else for (const line of message.text.split('\n')) log(line, message.functionName);
    });
    started.on('error', (error: Error) => {
      for (const line of `A function ended its thread: ${error.stack ?? error.message}`.split('\n'))
        log(line);
    });
    started.once('exit', () => {
      for (const id of [...pending.keys()]) settle(id, { ok: false, error: EXITED });
      if (isStopped) return;
      // A thread that cannot even load would be restarted for ever.
      if (!isUp) isStopped = true;
      else worker = start();
      for (const service of isUp ? services.values() : []) void send({ type: 'deploy', service });
    });
    return started;
  };
  const settle = (id: number, reply: ThreadReply): void => {
    pending.get(id)?.(reply);
    pending.delete(id);
  };
  const send = (message: Message): Promise<ThreadReply> => {
    if (isStopped) return Promise.resolve({ ok: false, error: EXITED });
    return new Promise((resolve) => {
      const id = nextId++;
      pending.set(id, resolve);
      worker.postMessage({ ...message, id });
    });
  };
  let worker = start();
  return {
    deploy: async (service) => {
      services.set(service.name, service);
      const reply = await send({ type: 'deploy', service });
      if (!reply.ok) throw new Error(`${service.name} could not be deployed: ${reply.error.errorMessage}`);
    },
    invoke: async (functionName, event) => {
      const reply = await send({ type: 'invoke', functionName, event: JSON.stringify(event) ?? 'null' });
      return reply.ok ? { ok: true, payload: JSON.parse(reply.payload) as unknown } : reply;
    },
    stop: async () => {
      const deadline = Date.now() + STOP_TIMEOUT_MS;
      while (pending.size > 0 && Date.now() < deadline) await sleep(STOP_INTERVAL_MS);
      isStopped = true;
      await worker.terminate();
    },
  };
}

const STOP_INTERVAL_MS = 20;

const EXITED: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'Runtime exited without providing a reason',
};
