import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { deleteUnused, packagesFolder } from '../cache-folders.ts';
import { fingerprintOf } from './fingerprint.ts';
import { runFramework } from './framework.ts';
import { withLock } from './lock.ts';
import { type PackagedService, readServiceState, STATE_FILE } from './service-state.ts';

/** More at once are not faster: each keeps a core busy. */
const MAX_PACKAGINGS_AT_ONCE = 2;

export type PackagingOptions = {
  readonly stage: string;
  /** Stage parameters in place of those in the configuration: `name=value`. */
  readonly params?: readonly string[];
  /** Folder of the cache. Defaults to the one that all users of this repository share. */
  readonly cacheDir?: string;
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
  const folder = packagesFolder(options.cacheDir);
  const target = join(folder, `${name}-${fingerprintOf(dir, [stage, ...params].join(' '))}`);
  const cached =
    isPackaged(target) ||
    (await lockPackaging(dir, async () => {
      if (isPackaged(target)) return true;
      await packageTemplate(dir, options, target);
      return false;
    }));
  if (cached) utimesSync(target, new Date(), new Date());
  else deleteUnused(folder);
  const packaged = readServiceState(dir, target);
  options.onPackaged?.({ name, cached, durationMs: performance.now() - started });
  return packaged;
}

/**
 * Packages a service with the code of its functions, for a deployment. The result is not cached.
 *
 * @param folder where the package is written
 * @throws Error with the framework's output if the service cannot be packaged
 */
export async function packageWithCode(
  dir: string,
  { stage, params = [] }: Pick<PackagingOptions, 'stage' | 'params'>,
  folder: string,
): Promise<void> {
  await lockPackaging(dir, () => runFramework(dir, packageArguments(stage, params, folder)));
}

function packageArguments(stage: string, params: readonly string[], folder: string): readonly string[] {
  return ['package', '--stage', stage, '--package', folder, ...params.map((param) => `--param=${param}`)];
}

/** Two runs for one folder at once would write to the same `.serverless`. */
function lockPackaging<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(join(dir, 'node_modules', '.cache', 'packaging.lock'), work);
}

function isPackaged(target: string): boolean {
  return existsSync(join(target, STATE_FILE));
}

/** Packages into a scratch folder and renames it in one step, so that a killed process leaves no incomplete package. */
async function packageTemplate(
  dir: string,
  { stage, params = [] }: PackagingOptions,
  target: string,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const scratch = mkdtempSync(join(dirname(target), '.packaging-'));
  const out = join(scratch, 'out');
  try {
    await runFramework(dir, packageArguments(stage, params, out), { skipBundling: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(out, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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
