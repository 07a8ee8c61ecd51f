/** Worker thread that runs functions. An exception that no function handles ends it, as it ends a Lambda environment. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError } from '../invocation.ts';
import { nameCallers, runAsFunction, runningFunction } from '../permissions/caller.ts';
import { withinTime } from '../timing/within-time.ts';
import { createOfflineLambda, type RunFunction } from './offline-lambda.ts';
import type {
  FromThread,
  ThreadData,
  ThreadFunction,
  ThreadReply,
  ThreadService,
  ToThread,
} from './protocol.ts';
import { separateEnvironments } from './separate-environments.ts';

type Deployed = ThreadFunction & { readonly run: RunFunction; readonly variables: NodeJS.ProcessEnv };

const require = createRequire(import.meta.url);
const deployed = new Map<string, Deployed>();
/** Files of the modules of each service. */
const modulesOf = new Map<string, readonly string[]>();

const send = (message: FromThread): void => parentPort?.postMessage(message);

if ((workerData as ThreadData).nameCallers) nameCallers();
separateEnvironments(() => deployed.get(runningFunction() ?? '')?.variables);
nameOutput();

parentPort?.on('message', (message: ToThread) => void receive(message));

async function receive(message: ToThread): Promise<void> {
  try {
    const reply = message.type === 'deploy' ? deploy(message.service) : await invoke(message);
    send({ type: 'reply', id: message.id, reply });
  } catch (error) {
    send({ type: 'reply', id: message.id, reply: { ok: false, error: toFunctionError(error) } });
  }
}

/** Later invocations run the new functions. Invocations in progress end with the old ones. */
function deploy(service: ThreadService): ThreadReply {
  const run = createOfflineLambda(service);
  for (const each of service.functions)
    deployed.set(each.functionName, { ...each, run, variables: { ...each.environment } });
  unloadOthers(service);
  return { ok: true, payload: 'null' };
}

async function invoke({ functionName, event }: Extract<ToThread, { type: 'invoke' }>): Promise<ThreadReply> {
  const definition = deployed.get(functionName);
  if (definition === undefined) throw new Error(`${functionName} is not deployed`);
  return runAsFunction(functionName, async () => {
    try {
      const result = await withinTimeout(definition, definition.run(functionName, JSON.parse(event)));
      return { ok: true, payload: JSON.stringify(result) ?? 'null' };
    } catch (thrown) {
      const error = toFunctionError(thrown);
      const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      send({ type: 'log', functionName, text });
      return { ok: false, error };
    }
  });
}

/** Error of a function that has not ended in time. It continues to run, but its result is dropped. */
class TimedOut extends Error {
  override readonly name = 'Sandbox.Timedout';
  override readonly stack = this.message;
}

async function withinTimeout(
  { timeoutSeconds }: ThreadFunction,
  running: Promise<unknown>,
): Promise<unknown> {
  const ended = await withinTime(
    running.then((result) => ({ result })),
    timeoutSeconds * 1_000,
  );
  if (ended === undefined) throw new TimedOut(`Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
  return ended.result;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
function toFunctionError(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  const { name: errorType, message: errorMessage, stack = '' } = thrown;
  return thrown instanceof TimedOut
    ? { errorType, errorMessage }
    : { errorType, errorMessage, trace: stack.split('\n') };
}

/** Sends lines that a function prints with its name, because each function has its own log group. */
function nameOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      const functionName = runningFunction();
      if (functionName === undefined) return write(chunk, ...rest);
      send({ type: 'log', text: String(chunk).replace(/\n$/, ''), functionName });
      const done = rest.findLast((each) => typeof each === 'function') as (() => void) | undefined;
      done?.();
      return true;
    }) as typeof stream.write;
  }
}

/** Unloads the CommonJS modules that the service no longer uses. Both the cache and the parent modules reference them. */
function unloadOthers({ name, modules }: ThreadService): void {
  const used = new Set(modules);
  for (const file of modulesOf.get(name) ?? []) {
    const unused = used.has(file) ? undefined : require.cache[file];
    if (unused === undefined) continue;
    delete require.cache[file];
    for (const parent of Object.values(require.cache)) {
      const index = parent?.children.indexOf(unused) ?? -1;
      if (index >= 0) parent?.children.splice(index, 1);
    }
  }
  modulesOf.set(name, modules);
}
