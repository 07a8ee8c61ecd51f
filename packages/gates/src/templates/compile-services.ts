import { join } from 'node:path';
import { findServices, packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { CACHE_DIR, ROOT } from '../root.ts';

/** Stages that gates check. Personal stages are compiled like `dev`. */
export const STAGES = ['dev', 'staging', 'prod'];

/** Folder of the compiled templates, which all gates and tests share. */
export const PACKAGES_DIR = join(CACHE_DIR, 'packaged-services');

/** Compiles every service for a stage, unless `cacheDir` has it. Throws if a service cannot be compiled. */
export function compileServices(stage: string, cacheDir = PACKAGES_DIR): Promise<readonly PackagedService[]> {
  return packageServices(findServices(join(ROOT, 'services')), { stage, cacheDir });
}

/** Services compiled for one stage. */
export type CompiledStage = { readonly stage: string; readonly services: readonly PackagedService[] };

/** Compiles every service for several stages, one stage after the other. */
export async function compileStages(stages: readonly string[]): Promise<readonly CompiledStage[]> {
  const compiled: CompiledStage[] = [];
  for (const stage of stages) compiled.push({ stage, services: await compileServices(stage) });
  return compiled;
}
