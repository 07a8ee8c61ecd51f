import { basename, join } from 'node:path';
import { forEach } from '@tradepost/cli/api/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import { adaptTemplate, type Template } from './adapt-template.ts';
import { injectFailure } from './inject-failure.ts';
import { packageOnce } from './package-cache.ts';
import { readTemplate, writePackage } from './package-template.ts';
import type { Serverless, Target } from './serverless.ts';

/** A version of all services for a stage. */
export type Release = {
  readonly stage: string;
  readonly services: ReadonlyMap<string, ReleasedService>;
};

/** A packaged service, adapted to the emulator. */
export type ReleasedService = {
  readonly dir: string;
  /** The package as `serverless package` made it. */
  readonly originalDir: string;
  readonly packageDir: string;
  /** The same package, but its deployment fails when every resource is created. */
  readonly failingDir: string;
  /** The template of the package. */
  readonly template: Template;
  /** Types of the resources that the original template has and this one has not, by logical id. */
  readonly removed: Readonly<Record<string, string>>;
};

export type ReleaseConfig = {
  readonly serverless: Serverless;
  readonly serviceDirs: readonly string[];
  /** Keeps packages for the next rehearsal. */
  readonly cacheDir: string;
  /** Gets the adapted packages. */
  readonly workDir: string;
  readonly progress: Progress;
};

/** More at once are no faster: each uses a core. */
const PACKAGED_AT_ONCE = 2;

/** Packages every service for each target. Throws Error with the framework's output if that fails. */
export async function prepareReleases<Name extends string>(
  config: ReleaseConfig,
  targets: Readonly<Record<Name, Target>>,
): Promise<Readonly<Record<Name, Release>>> {
  const { serverless, serviceDirs, cacheDir, progress } = config;
  const packagesOf = new Map<string, string>();
  progress.begin('packaging', serviceDirs.length, 'services');
  await forEach(serviceDirs, PACKAGED_AT_ONCE, async (dir) => {
    packagesOf.set(dir, await packageOnce(serverless, dir, cacheDir, targets));
    progress.advance();
  });
  progress.end();
  const releases: Partial<Record<Name, Release>> = {};
  for (const name of Object.keys(targets) as Name[]) {
    const services = new Map<string, ReleasedService>();
    for (const dir of serviceDirs)
      services.set(basename(dir), await adaptPackage(config, dir, join(get(packagesOf, dir), name), name));
    releases[name] = { stage: targets[name].stage, services };
  }
  return releases as Readonly<Record<Name, Release>>;
}

async function adaptPackage(
  { workDir }: ReleaseConfig,
  dir: string,
  originalDir: string,
  name: string,
): Promise<ReleasedService> {
  const { template, removed } = adaptTemplate(await readTemplate(originalDir));
  const packageDir = join(workDir, `${basename(dir)}-${name}`);
  const failingDir = `${packageDir}-failing`;
  await writePackage(originalDir, packageDir, template);
  await writePackage(originalDir, failingDir, injectFailure(template));
  return { dir, originalDir, packageDir, failingDir, template, removed };
}

function get<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is no ${String(key)}`);
  return value;
}
