import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageService } from '@tradepost/local/packaging/package-service';
import type { TableResource } from '@tradepost/local/resources';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { withLock } from './lock.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/** Addresses make no difference to a table. */
const WHEREABOUTS = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'http://127.0.0.1',
  gatewayUrl: 'http://127.0.0.1',
};

/**
 * Takes the folder of a service below `services/`; returns the tables that its compiled template declares for the
 * stage `dev`. The service is packaged where no package of the same content is at hand.
 */
export async function tablesOf(service: string): Promise<readonly TableResource[]> {
  const dir = join(ROOT, 'services', service);
  if (!existsSync(join(dir, 'serverless.yml'))) throw new Error(`there is no service in ${dir}`);
  // Specs run in several processes, and two of them may want one service at the same time.
  const packaged = await withLock(join(CACHE_DIR, `${service}.lock`), () =>
    packageService(dir, { stage: 'dev', cacheDir: CACHE_DIR }),
  );
  return readTemplates([packaged], WHEREABOUTS).tables;
}
