import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import type { LoadedServices } from '@tradepost/simulation/code/load-services';
import { VERSIONS } from '@tradepost/simulation/versions/versions';
import type { SimulateOptions } from './options.ts';
import { saveSeed } from './save-seed.ts';
import { tellStory } from './tell-story.ts';

/**
 * Runs one seed, tells its story, and keeps it for the specs where that is asked for.
 *
 * @returns the exit code: 1 where it broke a promise
 */
export async function runOne(
  { root, services, description }: LoadedServices,
  { seed, isWhole, isSaved }: Extract<SimulateOptions, { kind: 'seed' }>,
  print: (line: string) => void,
): Promise<number> {
  const code = loadCode(await bundleServices(services, { root, versions: VERSIONS }));
  const isBroken = await tellStory(code, description, seed, { print, isWhole });
  if (isSaved) print(`saved in ${saveSeed(root, seed)}`);
  return isBroken ? 1 : 0;
}
