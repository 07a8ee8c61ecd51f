import { join } from 'node:path';
import type { Registry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { createFindParties, type FindParties } from '@tradepost/reference/compatibility/find-parties';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');
const STAGE = 'dev';

/** Addresses make no difference to who takes what. */
const WHEREABOUTS = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'http://127.0.0.1',
  gatewayUrl: 'http://127.0.0.1',
};

/**
 * Finds who is bound by a contract in the compiled templates of all services. Where those cannot be compiled, that is
 * what it says of each contract: whom a change breaks must not hide that it breaks.
 *
 * @param registry the contracts
 */
export async function findOurParties(registry: Registry): Promise<FindParties> {
  try {
    const options = { stage: STAGE, cacheDir: CACHE_DIR };
    const services = await packageServices(findServices(join(ROOT, 'services')), options);
    const description = readTemplates(services, WHEREABOUTS);
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
