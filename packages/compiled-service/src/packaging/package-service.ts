import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { bundleService } from '../bundling/bundle-service.ts';
import { deleteUnused, packagesFolder } from '../cache-folders.ts';
import { localEnvironment } from '../local-environment.ts';
import { fingerprintOf } from './fingerprint.ts';
import { runFramework } from './framework.ts';
import { withLock } from './lock.ts';
import { relocatePackage } from './package-folder.ts';
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
export function packageService(dir: string, options: PackagingOptions): Promise<PackagedService> {
  const { stage, params = [] } = options;
  return findOrMake(dir, options, {
    key: async () => fingerprintOf(dir, [stage, ...params].join(' ')),
    make: (out) => runFramework(dir, packageArguments(options, out), { artifacts: 'none' }),
  });
}

/**
 * Packages one service with the code of its functions, unless the cache has a package with the same fingerprint and code.
 *
 * @param env environment of the framework, in which a template may find its region. Defaults to this process's without the
 *   user's settings
 * @throws Error with the framework's output if the service cannot be packaged
 */
export async function packageWithCode(
  dir: string,
  options: PackagingOptions,
  env: NodeJS.ProcessEnv = localEnvironment(),
): Promise<PackagedService> {
  const { stage, params = [], cacheDir } = options;
  const cache = cacheDir === undefined ? {} : { cacheDir };
  const key = async (): Promise<string> => {
    // Parameters choose no functions, so the template of the stage, which is likely in the cache, names their sources.
    const { dir: code, modules } = await bundleService(
      await packageService(dir, { stage, ...cache }),
      cacheDir,
    );
    // Names of bundled modules follow from their contents.
    const names = [code, ...modules].map((path) => basename(path)).toSorted();
    return fingerprintOf(dir, [stage, ...params, ...names].join(' '), env);
  };
  return findOrMake(dir, options, {
    key,
    make: (out) => runFramework(dir, packageArguments(options, out), { env }),
  });
}

/**
 * Packages one service with the code of its functions into a folder, always anew and without serverless-esbuild, which takes
 * several times as long for the same bundles.
 *
 * @param folder of the package
 * @param artifacts folder for the functions' zip files, which packages of the same sources may share: see `makeArtifacts`
 * @throws Error with the framework's output if the service cannot be packaged
 */
export async function packageQuickly(
  dir: string,
  options: Pick<PackagingOptions, 'stage' | 'params'>,
  folder: string,
  artifacts: string,
): Promise<PackagedService> {
  await lockPackaging(dir, () => runFramework(dir, packageArguments(options, folder), { artifacts }));
  relocatePackage(folder);
  return readServiceState(dir, folder);
}

/** Packages one service with the code of its functions into a folder, always anew. */
export async function writePackageWithCode(
  dir: string,
  options: Pick<PackagingOptions, 'stage' | 'params'>,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await lockPackaging(dir, () => runFramework(dir, packageArguments(options, folder), { env }));
  relocatePackage(folder);
}

function packageArguments(
  { stage, params = [] }: Pick<PackagingOptions, 'stage' | 'params'>,
  folder: string,
): readonly string[] {
  return ['package', '--stage', stage, '--package', folder, ...params.map((param) => `--param=${param}`)];
}

type Recipe = {
  /** Returns the hash of everything that the package depends on. */
  readonly key: () => Promise<string>;
  readonly make: (out: string) => Promise<void>;
};

/** Returns the package with the current key from the cache, and makes it if it is missing. */
async function findOrMake(
  dir: string,
  { cacheDir, onPackaged }: PackagingOptions,
  { key, make }: Recipe,
): Promise<PackagedService> {
  const started = performance.now();
  const name = basename(dir);
  const folder = packagesFolder(cacheDir);
  const entry = async (): Promise<string> => join(folder, `${name}-${await key()}`);
  let cached = true;
  let target = await entry();
  while (!isPackaged(target)) {
    const wanted = target;
    await lockPackaging(dir, async () => {
      if (isPackaged(wanted)) return;
      cached = false;
      await makePackage(wanted, make);
    });
    target = await entry();
    // A file changed meanwhile: the package may be of the changed file.
    if (target !== wanted) rmSync(wanted, { recursive: true, force: true });
  }
  if (cached) utimesSync(target, new Date(), new Date());
  else deleteUnused(folder);
  const packaged = readServiceState(dir, target);
  onPackaged?.({ name, cached, durationMs: performance.now() - started });
  return packaged;
}

function isPackaged(target: string): boolean {
  return existsSync(join(target, STATE_FILE));
}

/** Packages into a scratch folder and renames it in one step, so that a killed process leaves no incomplete package. */
async function makePackage(target: string, make: Recipe['make']): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const scratch = mkdtempSync(join(dirname(target), '.packaging-'));
  const out = join(scratch, 'out');
  try {
    await make(out);
    rmSync(target, { recursive: true, force: true });
    relocatePackage(out, target);
    renameSync(out, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Two runs for one folder at once would write to the same `.serverless`. */
function lockPackaging<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(join(dir, 'node_modules', '.cache', 'packaging.lock'), work);
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
