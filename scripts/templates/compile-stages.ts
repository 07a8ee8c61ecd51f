import { join } from 'node:path';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import type { PackagedService } from '@tradepost/local/packaging/service-state';

/** The services as they are compiled for one stage. */
export type CompiledStage = { readonly stage: string; readonly services: readonly PackagedService[] };

/** A personal stage is compiled like `dev`. */
export const STAGES = ['dev', 'prod'];

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'compiled-templates');

/** Compiles every service for each of the stages, unless that is in the cache. Throws where one cannot be compiled. */
export async function compileStages(stages: readonly string[]): Promise<readonly CompiledStage[]> {
  const dirs = findServices(join(ROOT, 'services'));
  const compiled: CompiledStage[] = [];
  for (const stage of stages) {
    compiled.push({ stage, services: await packageServices(dirs, { stage, cacheDir: CACHE_DIR }) });
  }
  return compiled;
}
