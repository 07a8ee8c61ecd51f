import { basename, resolve } from 'node:path';
import { PLACEHOLDER_ADDRESSES } from '../templates/cloud-addresses.ts';
import { type CloudDescription, readTemplates } from '../templates/read-templates.ts';
import { findServices, type PackagingOptions, packageServices } from './package-service.ts';
import type { PackagedService } from './service-state.ts';

/** Folder of this repository's services. */
export const SERVICES_DIR = resolve(import.meta.dirname, '..', '..', '..', '..', 'services');

/** Stages whose templates differ. Personal stages are compiled like `dev`. */
export const STAGES = ['dev', 'staging', 'prod'];

/** Services compiled for one stage. */
export type CompiledStage = { readonly stage: string; readonly services: readonly PackagedService[] };

export type CompileOptions = Omit<PackagingOptions, 'stage'> & {
  /** Names of folders in `services/`. Defaults to all. */
  readonly names?: readonly string[];
};

/** Compiles services of this repository for a stage, unless they are in the cache. Throws if one cannot be compiled. */
export function compileServices(
  stage: string,
  { names, ...options }: CompileOptions = {},
): Promise<readonly PackagedService[]> {
  return packageServices(names?.map(serviceDirOf) ?? findServices(SERVICES_DIR), { ...options, stage });
}

/** Compiles every service for several stages, one stage after the other. */
export async function compileStages(stages: readonly string[]): Promise<readonly CompiledStage[]> {
  const compiled: CompiledStage[] = [];
  for (const stage of stages) compiled.push({ stage, services: await compileServices(stage) });
  return compiled;
}

/** Returns the folder of a service of this repository. Throws with the names of all services if there is none. */
export function serviceDirOf(name: string): string {
  const dirs = findServices(SERVICES_DIR);
  const dir = dirs.find((each) => basename(each) === name);
  if (dir === undefined)
    throw new Error(`there is no service ${name}, but ${dirs.map((each) => basename(each)).join(', ')}`);
  return dir;
}

/**
 * Reads the compiled templates of services for the stage `dev`.
 *
 * @param names of folders in `services/`. Defaults to all. A reference to another service (to the bus, by the platform's
 *   parameter) is resolved only if that service is included.
 */
export async function describeServices(names?: readonly string[]): Promise<CloudDescription> {
  const services = await compileServices('dev', names === undefined ? {} : { names });
  return readTemplates(services, PLACEHOLDER_ADDRESSES);
}
