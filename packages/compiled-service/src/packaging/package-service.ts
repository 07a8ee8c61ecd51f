import { type ExecFileOptions, execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { localEnvironment } from '../local-environment.ts';
import { fingerprintOf } from './fingerprint.ts';
import { withLock } from './lock.ts';
import { type PackagedService, readServiceState, STATE_FILE } from './service-state.ts';

const execFileAsync = promisify(execFile);
/** More at once are not faster: each keeps a core busy. */
const MAX_PACKAGINGS_AT_ONCE = 2;
const PACKAGING_TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** Packages kept for each service, so that switching between branches finds them. */
const MAX_PACKAGES_KEPT = 5;

export type PackagingOptions = {
  readonly stage: string;
  /** Stage parameters in place of those in the configuration: `name=value`. */
  readonly params?: readonly string[];
  /** Folder of the packages, each named by its fingerprint. */
  readonly cacheDir: string;
  readonly onPackaged?: (result: { name: string; cached: boolean; durationMs: number }) => void;
};

/**
 * Runs `serverless package` for each service folder, without bundling and without AWS, unless the cache has a package with
 * the same fingerprint; at most two at a time. Returns the services in the order of `dirs`. Throws with the framework's
 * output if a service cannot be packaged.
 */
export async function packageServices(
  dirs: readonly string[],
  options: PackagingOptions,
): Promise<readonly PackagedService[]> {
  const results = new Array<PackagedService>(dirs.length);
  const waiting = [...dirs.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await packageService(next[1], options);
    }
  };
  await Promise.all(Array.from({ length: MAX_PACKAGINGS_AT_ONCE }, worker));
  return results;
}

/** Packages one service: see `packageServices`. */
export async function packageService(dir: string, options: PackagingOptions): Promise<PackagedService> {
  const started = performance.now();
  const name = basename(dir);
  const { stage, params = [] } = options;
  const target = join(options.cacheDir, `${name}-${fingerprintOf(dir, [stage, ...params].join(' '))}`);
  // Two runs for one folder at once would write to the same `.serverless`.
  const cached =
    isPackaged(target) ||
    (await withLock(join(dir, 'node_modules', '.cache', 'packaging.lock.sqlite'), async () => {
      if (isPackaged(target)) return true;
      await runPackaging(dir, options, target);
      return false;
    }));
  if (cached) utimesSync(target, new Date(), new Date());
  const packaged = readServiceState(dir, target);
  prune(options.cacheDir, name);
  options.onPackaged?.({ name, cached, durationMs: performance.now() - started });
  return packaged;
}

function isPackaged(target: string): boolean {
  return existsSync(join(target, STATE_FILE));
}

/** Packages into a scratch folder and renames it in one step, so that a killed process leaves no incomplete package. */
async function runPackaging(
  dir: string,
  { stage, params = [], cacheDir }: PackagingOptions,
  target: string,
): Promise<void> {
  mkdirSync(cacheDir, { recursive: true });
  const scratch = mkdtempSync(join(cacheDir, '.packaging-'));
  const skipBundling = new URL('./skip-bundling.ts', import.meta.url).href;
  try {
    await run(
      process.execPath,
      [
        `--import=${skipBundling}`,
        frameworkOf(dir),
        'package',
        '--stage',
        stage,
        '--package',
        join(scratch, 'out'),
        ...params.map((param) => `--param=${param}`),
      ],
      { cwd: dir, env: localEnvironment(), timeout: PACKAGING_TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES },
    );
    rmSync(target, { recursive: true, force: true });
    renameSync(join(scratch, 'out'), target);
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${basename(dir)}: serverless package failed\n${`${stderr}${stdout}`.trim() || message}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs a command that is killed when this process exits. */
async function run(command: string, args: readonly string[], options: ExecFileOptions): Promise<void> {
  const running = execFileAsync(command, args, options);
  const end = (): void => void running.child.kill();
  process.once('exit', end);
  try {
    await running;
  } finally {
    process.off('exit', end);
  }
}

/**
 * Returns the script of the Serverless Framework that the service depends on, or else of the one that this package depends
 * on. Throws if there is neither.
 *
 * @param dir the service's folder
 */
export function frameworkOf(dir: string): string {
  for (const base of [join(dir, 'package.json'), import.meta.url]) {
    const folders = createRequire(base).resolve.paths('serverless') ?? [];
    for (const folder of folders) {
      const bin = join(folder, 'serverless', 'bin', 'serverless.js');
      if (existsSync(bin)) return bin;
    }
  }
  throw new Error(
    `${basename(dir)}: the Serverless Framework is not installed: add serverless to its dependencies`,
  );
}

function prune(cacheDir: string, name: string): void {
  const packages = readdirSync(cacheDir)
    .filter((entry) => entry.startsWith(`${name}-`) && entry.length === name.length + 25)
    .map((entry) => join(cacheDir, entry))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of packages.slice(MAX_PACKAGES_KEPT)) rmSync(old, { recursive: true, force: true });
}

/** Returns the folders in `servicesDir` with a `serverless.yml`, sorted by name. Throws if there is none. */
export function findServices(servicesDir: string): string[] {
  const found = readdirSync(servicesDir)
    .sort()
    .map((entry) => resolve(servicesDir, entry))
    .filter((dir) => existsSync(join(dir, 'serverless.yml')));
  if (found.length === 0)
    throw new Error(`No service in ${servicesDir}: no folder there has a serverless.yml`);
  return found;
}
