import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import type { LoadedServices } from '@tradepost/simulation/code/load-services';
import { VERSIONS } from '@tradepost/simulation/versions/versions';
import type { SimulateOptions } from './options.ts';
import { printRun } from './print-run.ts';
import { saveSeed } from './save-seed.ts';

/**
 * Runs one seed and prints what happens in it; with `isSaved`, adds it to the seeds that the specs run.
 *
 * @returns the exit code: 1 if it broke a promise
 */
export async function runOne(
  { root, services, description }: LoadedServices,
  { seed, isWhole, isSaved, scenario }: Extract<SimulateOptions, { kind: 'seed' }>,
  print: (line: string) => void,
): Promise<number> {
  const code = loadCode(await bundleServices(services, { root, versions: VERSIONS }));
  const isBroken = await printRun(code, description, seed, { print, isWhole, scenario });
  if (isSaved) print(`saved in ${saveSeed(root, seed)}`);
  return isBroken ? 1 : 0;
}
