import type { Registry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { createFindParties, type FindParties } from '@tradepost/reference/compatibility/find-parties';
import { compileServices } from '../templates/compile-services.ts';

const STAGE = 'dev';

/**
 * Finds who is bound by a contract in the compiled templates of all services. Where those cannot be compiled, that is
 * what it says of each contract: whom a change breaks must not hide that it breaks.
 *
 * @param registry the contracts
 */
export async function findOurParties(registry: Registry): Promise<FindParties> {
  try {
    const description = readTemplates(await compileServices(STAGE), ANYWHERE);
    return createFindParties({ registry, samples: samples(), description, stage: STAGE });
  } catch (error) {
    return () => [`whom of ours could not be found out: ${(error as Error).message}`];
  }
}

/** Samples of an event that is gone would be in the way. */
function samples(): ReturnType<typeof loadSamples> {
  try {
    return loadSamples();
  } catch {
    return [];
  }
}
