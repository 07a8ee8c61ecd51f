import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findServices, packageService } from '@tradepost/local/packaging/package-service';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { type CloudDescription, readTemplates } from '@tradepost/local/templates/read-templates';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { withLock } from './lock.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/**
 * What the compiled templates of services declare for the stage `dev`.
 *
 * @param names of folders below `services/`; all of them where absent. What refers to another service (the bus, by
 *   the platform's parameter) is only there beside it.
 */
export async function describeServices(names?: readonly string[]): Promise<CloudDescription> {
  return readTemplates(await packagedServices(names), ANYWHERE);
}

/** The same services as they are packaged for a stage. Where a package of the same content is at hand, none is made. */
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
  return Promise.all((wanted ?? dirs).map((dir) => packageOnce(dir, stage)));
}

/** Specs run in several processes, and two of them may want one service at the same time. */
function packageOnce(dir: string, stage: string): Promise<PackagedService> {
  return withLock(join(CACHE_DIR, `${basename(dir)}.lock.sqlite`), () =>
    packageService(dir, { stage, cacheDir: CACHE_DIR }),
  );
}
