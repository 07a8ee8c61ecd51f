import { join } from 'node:path';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import type { PackagedService } from '@tradepost/local/packaging/service-state';

/** The stages that gates look at. A personal one is compiled like `dev`. */
export const STAGES = ['dev', 'staging', 'prod'];

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/** Compiles every service for a stage, unless that is in the cache. Throws where one cannot be compiled. */
export function compileServices(stage: string): Promise<readonly PackagedService[]> {
  return packageServices(findServices(join(ROOT, 'services')), { stage, cacheDir: CACHE_DIR });
}

/** The services as they are compiled for one stage. */
export type CompiledStage = { readonly stage: string; readonly services: readonly PackagedService[] };

/** The same for several stages, one after the other. */
export async function compileStages(stages: readonly string[]): Promise<readonly CompiledStage[]> {
  const compiled: CompiledStage[] = [];
  for (const stage of stages) compiled.push({ stage, services: await compileServices(stage) });
  return compiled;
}
