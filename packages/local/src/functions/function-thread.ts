/** Worker thread that runs the functions of one service. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { FunctionError } from '../invocation.ts';
import { runningFunction } from '../permissions/caller.ts';
import { type OfflineServer, startOfflineServer } from './offline-server.ts';
import type { FromThread, ThreadService, ToThread } from './protocol.ts';

/** Maximum time that a retired generation gets to finish its requests. */
const RETIRE_TIMEOUT_MS = 30_000;

type Generation = { readonly service: ThreadService; readonly server: OfflineServer; underWay: number };

const require = createRequire(import.meta.url);
const generations = new Map<number, Generation>();
let current: Generation | undefined;

const send = (message: FromThread): void => parentPort?.postMessage(message);
const report = (text: string): void => send({ type: 'log', text });

/** Reports printed lines with the name of the function, because each function has its own log group. */
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

process.on('unhandledRejection', (reason) => report(`Unhandled rejection: ${describe(reason)}`));
process.on('uncaughtException', (error) => report(`Uncaught exception: ${describe(error)}`));

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'invoke') void invoke(message.id, message.functionName, message.event);
  else if (message.type === 'start') void start(message.generation, message.service);
  else void retire(message.generation);
});

async function start(generation: number, service: ThreadService): Promise<void> {
  try {
    for (const file of service.preload) await preload(join(service.bundleDir, file));
    const server = await startOfflineServer(service, report);
    current = { service, server, underWay: 0 };
    generations.set(generation, current);
    send({ type: 'ready', generation, ...(server.port === undefined ? {} : { port: server.port }) });
  } catch (error) {
    send({ type: 'failed', generation, message: describe(error) });
  }
}

/** Loads a bundle. Yields to the event loop first, so that loading several does not block requests in progress. */
async function preload(file: string): Promise<void> {
  await nextTurn();
  if (file.endsWith('.mjs')) await import(pathToFileURL(file).href);
  else require(file);
}

async function invoke(id: number, functionName: string, event: string): Promise<void> {
  const generation = current;
  if (generation === undefined) return;
  generation.underWay += 1;
  try {
    const result = await generation.server.invoke(functionName, JSON.parse(event));
    send({ type: 'result', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ type: 'error', id, error: asFunctionError(error, timeoutOf(generation.service, functionName)) });
  } finally {
    generation.underWay -= 1;
  }
}

/** Ends a generation once its requests have finished, and unloads the bundles that only it used. */
async function retire(number: number): Promise<void> {
  const generation = generations.get(number);
  if (generation === undefined) return;
  generations.delete(number);
  const deadline = Date.now() + RETIRE_TIMEOUT_MS;
  await Promise.race([generation.server.stop(), sleep(RETIRE_TIMEOUT_MS, undefined, { ref: false })]);
  while (generation.underWay > 0 && Date.now() < deadline) await sleep(50, undefined, { ref: false });
  const inUse = new Set([...generations.values()].flatMap(({ service }) => service.modules));
  for (const file of generation.service.modules) if (!inUse.has(file)) forget(file);
}

/** Unloads a module. Both the cache and the parent module reference it. */
function forget(file: string): void {
  const loaded = require.cache[file];
  if (loaded === undefined) return;
  delete require.cache[file];
  for (const other of Object.values(require.cache)) {
    const index = other?.children.indexOf(loaded) ?? -1;
    if (index >= 0) other?.children.splice(index, 1);
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
function asFunctionError(error: unknown, timeoutSeconds: number): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  if (error.constructor.name === 'LambdaTimeoutError') {
    return {
      errorType: 'Sandbox.Timedout',
      errorMessage: `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    };
  }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function timeoutOf({ functions }: ThreadService, functionName: string): number {
  const definition = Object.values(functions).find(({ name }) => name === functionName);
  return Number(definition?.['timeout'] ?? 0);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
