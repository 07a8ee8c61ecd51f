import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { Registry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { createFindParties, type FindParties } from '@tradepost/reference/compatibility/find-parties';

const STAGE = 'dev';

/**
 * Finds the services and functions bound by a contract, in the compiled templates of all services. If the templates do
 * not compile, it returns that error for each contract, so that breaking differences are still reported.
 *
 * @param registry the contracts
 */
export async function findOurParties(registry: Registry): Promise<FindParties> {
  try {
    const description = await describeServices();
    return createFindParties({ registry, samples: loadSamples(), description, stage: STAGE });
  } catch (error) {
    return () => [`affected services could not be determined: ${(error as Error).message}`];
  }
}
