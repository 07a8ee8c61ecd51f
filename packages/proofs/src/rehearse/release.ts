import { basename, join } from 'node:path';
import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import { writePackage } from '@tradepost/compiled-service/packaging/package-folder';
import { packageQuickly } from '@tradepost/compiled-service/packaging/package-service';
import type {
  CloudFormationTemplate,
  PackagedService,
} from '@tradepost/compiled-service/packaging/service-state';
import { adaptTemplate } from './adapt-template.ts';
import { injectFailure } from './inject-failure.ts';

/** A version of all services for a stage. */
export type Release = {
  readonly stage: string;
  readonly services: ReadonlyMap<string, ReleasedService>;
};

/** A packaged service, adapted to the emulator. */
export type ReleasedService = {
  readonly dir: string;
  readonly packageDir: string;
  /** The same package, but its deployment fails when every resource is created. */
  readonly failingDir: string;
  readonly template: CloudFormationTemplate;
  /** Types of the resources that the original template has and this one has not, by logical id. */
  readonly removed: Readonly<Record<string, string>>;
};

export type ReleaseConfig = {
  readonly serviceDirs: readonly string[];
  /** Gets the adapted packages. */
  readonly workDir: string;
  readonly progress: Progress;
};

/** A stage, with parameters (`name=value`) that take precedence over its own. */
export type Target = { readonly stage: string; readonly params: readonly string[] };

/** More at once are no faster: each uses a core. */
const PACKAGED_AT_ONCE = 2;

/** Packages every service for each target. Throws Error with the framework's output if that fails. */
export async function prepareReleases<Name extends string>(
  { serviceDirs, workDir, progress }: ReleaseConfig,
  targets: Readonly<Record<Name, Target>>,
): Promise<Readonly<Record<Name, Release>>> {
  const names = Object.keys(targets) as Name[];
  const made = new Map<string, ReleasedService>();
  const artifacts = join(workDir, 'artifacts');
  progress.begin('packaging', serviceDirs.length, 'services');
  await forEach(serviceDirs, PACKAGED_AT_ONCE, async (dir) => {
    for (const name of names) {
      const key = `${basename(dir)}-${name}`;
      made.set(
        key,
        adaptPackage(
          await packageQuickly(dir, targets[name], join(workDir, `${key}-original`), artifacts),
          join(workDir, key),
        ),
      );
    }
    progress.advance();
  });
  progress.end();
  const releases: Partial<Record<Name, Release>> = {};
  for (const name of names) {
    const services = serviceDirs.map((dir): [string, ReleasedService] => [
      basename(dir),
      made.get(`${basename(dir)}-${name}`) as ReleasedService,
    ]);
    releases[name] = { stage: targets[name].stage, services: new Map(services) };
  }
  return releases as Readonly<Record<Name, Release>>;
}

function adaptPackage(original: PackagedService, packageDir: string): ReleasedService {
  const { template, removed } = adaptTemplate(original.template);
  const failingDir = `${packageDir}-failing`;
  writePackage(original.packageDir, packageDir, template);
  writePackage(original.packageDir, failingDir, injectFailure(template));
  return { dir: original.dir, packageDir, failingDir, template, removed };
}
