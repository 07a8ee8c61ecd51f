import { join } from 'node:path';
import { findServices, packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';

/** Stages that gates check. Personal stages are compiled like `dev`. */
export const STAGES = ['dev', 'staging', 'prod'];

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/**
 * Compiles every service for a stage, unless it is in the cache. Throws if a service cannot be compiled.
 *
 * @param cacheDir folder of the compiled templates. Defaults to the one that all gates share.
 */
export function compileServices(stage: string, cacheDir = CACHE_DIR): Promise<readonly PackagedService[]> {
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
