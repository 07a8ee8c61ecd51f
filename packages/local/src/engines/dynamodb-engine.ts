import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StartedEngine, startChildEngine, withFreePort } from './child-engine.ts';
import {
  CANDIDATES,
  DYNOXIDE_FILE,
  type DynamodbEngineName,
  type EngineProgram,
  MINIMUM_JAVA,
  selectedEngine,
} from './dynamodb-candidates.ts';
import type { FindDynoxide } from './dynoxide.ts';
import { indexStreamRecords } from './dynoxide-index.ts';
import { superviseEngine } from './supervise-engine.ts';

const READY_TIMEOUT_MS = 15_000;
const READY_INTERVAL_MS = 15;

export type DynamodbEngine = {
  readonly name: DynamodbEngineName;
  readonly endpoint: string;
  /** SQLite file of dynoxide; undefined for other engines and for data in memory. */
  readonly dynoxideFile?: string;
  /** Resolves when the engine has ended and is not restarted. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

export type DynamodbEngineOptions = {
  readonly dataDir?: string;
  readonly engine?: DynamodbEngineName;
  /** Overrides the platform, architecture and cache folder of dynoxide. */
  readonly dynoxide?: Omit<FindDynoxide, 'log'>;
  /** Address that the engine listens on. Defaults to an unguessable one for dynoxide. */
  readonly host?: string;
  /** Defaults to any free port. */
  readonly findPort?: () => Promise<number>;
  /** Gets a line when the engine is installed, when another one is used instead, and when it is restarted. */
  readonly log?: (line: string) => void;
};

/**
 * Starts a DynamoDB engine that keeps its data in `<dataDir>/dynamodb`, or in memory without `dataDir`: dynoxide, which npm
 * installs if needed; else DynamoDB Local, which needs Java 17. `engine` (or `DYNAMODB_ENGINE`) selects one of them. An
 * engine with a `dataDir` is restarted at the same address if it ends by itself. If there is no engine, throws an error that
 * explains how to get one.
 */
export async function startDynamodbEngine(options: DynamodbEngineOptions): Promise<DynamodbEngine> {
  const wanted = options.engine ?? selectedEngine(process.env);
  const names = wanted === undefined ? (Object.keys(CANDIDATES) as DynamodbEngineName[]) : [wanted];
  const reasons: string[] = [];
  for (const name of names) {
    const found = await CANDIDATES[name]({ log: options.log, ...options.dynoxide });
    if ('missing' in found) {
      reasons.push(`${name}: ${found.missing}`);
      continue;
    }
    for (const reason of reasons) options.log?.(`${reason}; ${name} is used instead`);
    return startProgram(name, found, options);
  }
  throw new Error(
    `There is no DynamoDB engine to run.\n  ${reasons.join('\n  ')}\nEither let npm reach its registry, for dynoxide, or ` +
      `install Java ${MINIMUM_JAVA} or newer, for DynamoDB Local.`,
  );
}

async function startProgram(
  name: DynamodbEngineName,
  program: EngineProgram,
  { dataDir, findPort, log = () => undefined, host = program.host }: DynamodbEngineOptions,
): Promise<DynamodbEngine> {
  const folder = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  // Without a folder for data, the process id of the engine needs one.
  const scratch = folder ?? mkdtempSync(join(tmpdir(), 'dynamodb-'));
  mkdirSync(scratch, { recursive: true });
  const dynoxideFile = folder === undefined || name !== 'dynoxide' ? undefined : join(folder, DYNOXIDE_FILE);

  async function start(port: number): Promise<StartedEngine> {
    const child = await startChildEngine({
      command: program.command,
      args: program.args({ host, port, ...(folder === undefined ? {} : { dataDir: folder }) }),
      ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
      pidFile: join(scratch, 'engine.pid'),
    });
    try {
      await waitUntilReady(name, `http://${host}:${port}`, child, program.listens);
      if (dynoxideFile !== undefined && !indexStreamRecords(dynoxideFile)) {
        log('this version of dynoxide has no table of stream records: its streams may be slow');
      }
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  const running = withFreePort(async (port) => {
    // Without a folder its data is lost when it ends, and a restart would hide that.
    const { ended, stop } =
      folder === undefined
        ? await start(port)
        : await superviseEngine({ name: `DynamoDB (${name})`, start: () => start(port), log });
    const endpoint = `http://${host}:${port}`;
    return { name, endpoint, ended, stop, ...(dynoxideFile === undefined ? {} : { dynoxideFile }) };
  }, findPort);
  return folder === undefined ? removeAfter(running, scratch) : running;
}

/** Removes a folder when the engine is stopped, or has not started. */
async function removeAfter(running: Promise<DynamodbEngine>, folder: string): Promise<DynamodbEngine> {
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const engine = await running;
    return { ...engine, stop: () => engine.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Waits until the engine has printed `listens` and answers. Rejects if it ends, or does not answer in time. */
async function waitUntilReady(
  name: string,
  endpoint: string,
  { ended, output }: Pick<StartedEngine, 'ended' | 'output'>,
  listens: string,
): Promise<void> {
  let finalOutput: string | undefined;
  void ended.then((text) => {
    finalOutput = text;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (finalOutput !== undefined) {
      throw new Error(`DynamoDB (${name}) ended while it started: ${finalOutput}`);
    }
    try {
      if (!output().includes(listens)) throw new Error('it does not listen');
      // Any response shows that it is ready, even an error.
      const response = await fetch(endpoint, { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
      await response.arrayBuffer();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`DynamoDB (${name}) does not answer at ${endpoint}: ${(error as Error).message}`);
      }
    }
    await sleep(READY_INTERVAL_MS);
  }
}
