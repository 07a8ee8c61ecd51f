import nodeCrypto from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { createRequire } from 'node:module';
import { BlockList, isIP } from 'node:net';
import { Writable } from 'node:stream';
import nodeZlib from 'node:zlib';
import { LineConsole } from './line-console.ts';
import type { Stage } from './surroundings.ts';

const requireFromHere = createRequire(import.meta.url);

/**
 * Replacements of Node's globals and modules: time, random numbers, environment variables and network calls come from
 * the stage. No other module with access to the outside is available.
 *
 * @returns the globals by their names, and `require` for Node's own modules
 */
export function createGlobals(stage: Stage): {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly requireNode: (name: string) => unknown;
  /** zod's settings for the code. A schema keeps those that it was created with. */
  readonly zodConfig: { jitless?: boolean };
} {
  const zodConfig: { jitless?: boolean } = {};
  const timers = timersOf(stage);
  const crypto = cryptoOf(stage);
  const process = processOf(stage);
  const print = new LineConsole({ stdout: writerOf(stage), stderr: writerOf(stage) });
  const own = {
    ...timers,
    Date: dateOf(stage),
    Math: Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(Math),
        random: { value: () => stage.current.random() },
      },
    ),
    crypto: { ...crypto, subtle: undefined },
    process,
    performance: { now: () => stage.current.nowMs(), timeOrigin: 0 },
    console: print,
    fetch: undefined,
    // zod's settings, which all copies of zod in a realm share: those of the simulation's own code are not the services'.
    __zod_globalConfig: zodConfig,
  };
  const globalThisOfCode = Object.create(globalThis, Object.getOwnPropertyDescriptors(own));
  const globals = {
    ...own,
    globalThis: globalThisOfCode,
    global: globalThisOfCode,
    [FREEZE]: (...values: unknown[]) => values.forEach(freeze),
    __send: (...args: Parameters<Stage['current']['send']>) => stage.current.send(...args),
  };
  const modules: Readonly<Record<string, unknown>> = {
    crypto: { ...nodeCrypto, ...crypto, webcrypto: undefined },
    timers,
    process,
    fs: FILES,
    'fs/promises': FILES.promises,
    child_process: {},
    // Only the names: Middy names its errors by them.
    http: { STATUS_CODES },
    https: {},
    // Only addresses: event patterns compare them.
    net: { BlockList, isIP },
    console: { Console: LineConsole, default: print },
    zlib: ZLIB,
    os: { ...requireFromHere('node:os'), homedir: () => '/', hostname: () => 'function', cpus: () => [] },
  };
  const requireNode = (name: string) => {
    const bare = name.replace(/^node:/, '');
    if (Object.hasOwn(modules, bare)) return modules[bare];
    if (PURE.has(bare)) return requireFromHere(`node:${bare}`);
    throw new Error(`the simulation has no module ${name}`);
  };
  return { globals, requireNode, zodConfig };
}

/** The global function by which modules freeze their constants. */
export const FREEZE = '__freeze';

/** Freezes plain objects and arrays, at any depth: code that changes one throws. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

/** Node's modules that neither read the clock nor access the outside. */
const PURE: ReadonlySet<string> = new Set([
  'async_hooks',
  'buffer',
  // lru-cache reports to it; nobody subscribes.
  'diagnostics_channel',
  'events',
  'path',
  'querystring',
  'stream',
  'string_decoder',
  'url',
  'util',
]);

/** Node compresses in a thread of its own, which takes real time: here it is done at once. */
const ZLIB = {
  ...nodeZlib,
  gzip: atOnce(nodeZlib.gzipSync),
  gunzip: atOnce(nodeZlib.gunzipSync),
};

function atOnce(run: (data: nodeZlib.InputType) => Buffer) {
  return (data: nodeZlib.InputType, callback: (error: unknown, result?: Buffer) => void): void => {
    let result: Buffer;
    try {
      result = run(data);
    } catch (error) {
      queueMicrotask(() => callback(error));
      return;
    }
    queueMicrotask(() => callback(null, result));
  };
}

const notThere = async () => {
  throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
};

/** The SDK looks for its configuration files, and continues without them. */
const FILES = { promises: { readFile: notThere }, readFile: notThere, existsSync: () => false };

function dateOf(stage: Stage) {
  const now = () => Math.floor(stage.current.nowMs());
  return class SimulatedDate extends Date {
    constructor(...parts: [] | [string | number | Date]) {
      super(...((parts.length === 0 ? [now()] : parts) as [number]));
    }
    static override now(): number {
      return now();
    }
  };
}

function timersOf(stage: Stage) {
  const timerOf = (timer: unknown) => ({ timer, ref: () => timer, unref: () => timer, hasRef: () => true });
  type Timer = ReturnType<typeof timerOf>;
  const setTimeout = (run: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) =>
    timerOf(stage.current.setTimer(() => run(...args), delayMs));
  const clearTimeout = (timer?: Timer) => {
    if (timer !== undefined && timer !== null) stage.current.clearTimer(timer.timer);
  };
  return {
    setTimeout,
    clearTimeout,
    setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) => setTimeout(run, 0, ...args),
    clearImmediate: clearTimeout,
    setInterval: () => {
      throw new Error('the simulation has no setInterval');
    },
    clearInterval: clearTimeout,
  };
}

function cryptoOf(stage: Stage) {
  const fill = <Bytes extends ArrayBufferView>(bytes: Bytes): Bytes => {
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { random } = stage.current;
    for (let index = 0; index < view.length; index += 1) view[index] = Math.floor(random() * 256);
    return bytes;
  };
  const randomUUID = () => {
    const bytes = fill(Buffer.alloc(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
  return {
    getRandomValues: fill,
    randomFillSync: fill,
    randomUUID,
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
    randomInt: (max: number) => Math.floor(stage.current.random() * max),
  };
}

function processOf(stage: Stage) {
  return {
    get env() {
      return stage.current.environment;
    },
    stdout: writerOf(stage),
    stderr: writerOf(stage),
    emitWarning: () => {},
    versions: process.versions,
    version: process.version,
    platform: 'linux',
    arch: 'x64',
    argv: ['node', 'function'],
    nextTick: process.nextTick,
    hrtime: Object.assign(() => [0, 0], { bigint: () => BigInt(Math.floor(stage.current.nowMs() * 1e6)) }),
    memoryUsage: () => ({ heapUsed: 0 }),
    uptime: () => 0,
    cwd: () => '/',
    on: () => {},
  };
}

function writerOf(stage: Stage): Writable {
  const writer = new Writable();
  writer.write = (text: unknown) => {
    stage.current.print(String(text));
    return true;
  };
  return writer;
}
