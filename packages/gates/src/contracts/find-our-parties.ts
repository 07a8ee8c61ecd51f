import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import type { Registry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { createFindParties, type FindParties } from '@tradepost/reference/compatibility/find-parties';
import { compileServices } from '../templates/compile-services.ts';

const STAGE = 'dev';

/**
 * Finds the services and functions bound by a contract, in the compiled templates of all services. If the templates do
 * not compile, it returns that error for each contract, so that breaking differences are still reported.
 *
 * @param registry the contracts
 */
export async function findOurParties(registry: Registry): Promise<FindParties> {
  try {
    const description = readTemplates(await compileServices(STAGE), PLACEHOLDER_ADDRESSES);
    return createFindParties({ registry, samples: loadSamples(), description, stage: STAGE });
  } catch (error) {
    return () => [`affected services could not be determined: ${(error as Error).message}`];
  }
}
