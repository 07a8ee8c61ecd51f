import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readServiceState, STATE_FILE } from '@tradepost/compiled-service/packaging/service-state';

/**
 * Checks that a folder has the package of a service for a stage.
 *
 * @param dir the service's folder
 * @throws Error that names the folder and what it has instead
 */
export function checkPackage(folder: string, dir: string, stage: string): void {
  const service = basename(dir);
  if (!existsSync(join(folder, STATE_FILE)))
    throw new Error(`--package ${folder} has no ${STATE_FILE}: pnpm stage package ${service} writes one`);
  const { state } = readServiceState(dir, folder);
  const found = `${state.service.service} on ${state.service.provider.stage}`;
  const expected = `tradepost-${service} on ${stage}`;
  if (found !== expected) throw new Error(`--package ${folder} must be ${expected}, not ${found}`);
}
