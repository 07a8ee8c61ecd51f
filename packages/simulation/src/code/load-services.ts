import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageServices } from '@tradepost/compiled-service/packaging/package-service';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type CloudDescription, readTemplates } from '@tradepost/compiled-service/templates/read-templates';

export type LoadedServices = {
  readonly root: string;
  readonly services: readonly PackagedService[];
  readonly description: CloudDescription;
};

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const WHEREABOUTS = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'https://sqs.us-east-1.amazonaws.com',
  gatewayUrl: 'http://gateway.simulated',
};

/** Packages all services that are not packaged yet; returns them with the contents of their compiled templates. */
export async function loadServices(): Promise<LoadedServices> {
  const folder = join(ROOT, 'services');
  const names = readdirSync(folder).sort();
  const services = await packageServices(
    names.map((name) => join(folder, name)),
    { stage: 'dev', cacheDir: join(ROOT, 'node_modules', '.cache', 'packaged-services') },
  );
  const description = readTemplates(services, WHEREABOUTS);
  if (description.problems.length > 0) throw new Error(description.problems.join('\n'));
  return { root: ROOT, services, description };
}
