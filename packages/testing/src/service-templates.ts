import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findServices, packageService } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { type CloudDescription, readTemplates } from '@tradepost/compiled-service/templates/read-templates';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/**
 * Reads the compiled templates of services for the stage `dev`.
 *
 * @param names names of folders in `services/`. Defaults to all. A reference to another service (to the bus, by the
 *   platform's parameter) is resolved only if that service is included.
 */
export async function describeServices(names?: readonly string[]): Promise<CloudDescription> {
  return readTemplates(await packagedServices(names), PLACEHOLDER_ADDRESSES);
}

/** Packages services for a stage. A cached package of the same content is reused. */
export async function packagedServices(
  names?: readonly string[],
  stage = 'dev',
): Promise<readonly PackagedService[]> {
  const dirs = findServices(join(ROOT, 'services'));
  const wanted = names?.map((name) => {
    const dir = dirs.find((each) => basename(each) === name);
    if (dir === undefined) throw new Error(`there is no service in ${join(ROOT, 'services', name)}`);
    return dir;
  });
  return Promise.all((wanted ?? dirs).map((dir) => packageService(dir, { stage, cacheDir: CACHE_DIR })));
}
