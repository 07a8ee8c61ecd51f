import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { handlersOf } from '../bundling/build.ts';
import { bundleService } from '../bundling/bundle-service.ts';
import { bundleSettings } from '../bundling/settings.ts';
import { packagesFolder } from '../cache-folders.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { PackagedService } from './service-state.ts';

/** The code of a service: the same modules, handlers and settings give the same zip files, in whatever stage. */
export type ServiceCode = {
  /** Names of the bundled modules, which follow from their contents. */
  readonly modules: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cacheDir: string | undefined;
};

/** Bundles the code of a service, unless that is done, to name its contents. */
export async function readCode(
  service: PackagedService,
  env: NodeJS.ProcessEnv,
  cacheDir: string | undefined,
): Promise<ServiceCode> {
  const { dir, modules } = await bundleService(service, cacheDir);
  return { modules: [dir, ...modules].map((path) => basename(path)).toSorted(), env, cacheDir };
}

/** Returns the cache's folder for the zip files of a service's functions. It may be missing. */
export function codeFolder(service: PackagedService, { modules, env, cacheDir }: ServiceCode): string {
  const { name, dir } = service;
  const handlers = handlersOf(service).map(({ functionKey, exported }) => [functionKey, exported]);
  const content = JSON.stringify([bundleSettings(service), handlers, modules]);
  return join(packagesFolder(cacheDir), `${name}-code-${fingerprintOf(dir, `code ${content}`, env)}`);
}

/** Returns whether the cache has the zip files of `folder`, and keeps them there for another week. */
export function hasCode(folder: string): boolean {
  if (!existsSync(folder)) return false;
  utimesSync(folder, new Date(), new Date());
  return true;
}

/** Copies the zip files of a package into the cache's folder for them, in one step. */
export function keepCode({ state, packageDir }: PackagedService, folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  const scratch = mkdtempSync(join(dirname(folder), '.code-'));
  for (const key of Object.keys(state.service.functions))
    copyFileSync(join(packageDir, `${key}.zip`), join(scratch, `${key}.zip`));
  try {
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true });
    // Another process, which packaged another stage, was faster.
    if (!existsSync(folder)) throw error;
  }
}
